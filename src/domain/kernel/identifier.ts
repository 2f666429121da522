/** How many ids this process has made, from a beginning of its own: 26 bits, of which half are left to run. */
let made = crypto.getRandomValues(new Uint32Array(1))[0]! % 2 ** 25;

/**
 * UUID v7 (RFC 9562): sortable by time of making, so that primary-key indexes grow at their right
 * edge; those of one process and one millisecond sort by their order of making (its counter, RFC 9562
 * section 6.2), so that lists by time never change places among equals. Made in the application, so SQL stays compatible with PostgreSQL 15. Uses the platform's
 * Web Crypto, the one impurity the kernel allows itself; tests that need fixed ids pass their own.
 */
export function newId(nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = nowMs;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  made = (made + 1) % 2 ** 26;
  bytes[6] = (made >>> 22) | 0x70;
  bytes[7] = (made >>> 14) & 0xff;
  bytes[8] = ((made >>> 8) & 0x3f) | 0x80;
  bytes[9] = made & 0xff;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}
