/** How many ids this process has made, from a beginning of its own: 26 bits, of which half are left to run. */
let made = crypto.getRandomValues(new Uint32Array(1))[0]! % 2 ** 25;

/**
 * UUID v7 (RFC 9562): sortable by time of making, so that primary-key indexes grow at their right
 * edge; those of one process and one millisecond sort by their order of making (its counter, RFC 9562
 * section 6.2), so that lists by time never change places among equals. Made in the application, so SQL stays compatible with PostgreSQL 15. Uses the platform's
 * Web Crypto, the one impurity the kernel allows itself; tests that need fixed ids pass their own.
 */
export function newId(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0');
  made = (made + 1) % 2 ** 26;
  const high = (made >>> 14).toString(16).padStart(3, '0');
  const low = (0x8000 | (made & 0x3fff)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${high}-${low}-${crypto.randomUUID().slice(24)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId(text: string): boolean {
  return UUID.test(text);
}
