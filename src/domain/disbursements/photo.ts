/** What a photo says of itself; kept apart from the picture that is shown. */
export interface PhotoFacts {
  /** As the camera wrote it, `YYYY-MM-DD HH:MM:SS` on its own clock. */
  readonly takenAt: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly camera: string | null;
}

/**
 * The same picture without what it says of place, time, camera and maker: of a JPEG every APP segment but JFIF's, ICC's and
 * Adobe's, and comments; of a PNG every chunk but those that draw it. Null: no such picture, or a broken one. What follows
 * the picture's end is cut, too.
 */
export function stripPhoto(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return stripJpeg(bytes);
  return PNG.every((byte, i) => bytes[i] === byte) ? stripPng(bytes) : null;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // From the first scan on there are pictures' data only; the end is the last end-of-image mark.
    if (marker === 0xda) {
      const end = endOfScans(bytes, at);
      return end === null ? null : joined([...kept, bytes.subarray(at, end)]);
    }
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (length < 2 || at + 2 + length > bytes.length) return null;
    const isMeta =
      (marker >= 0xe1 && marker <= 0xef && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe;
    const isIcc = marker === 0xe2 && ascii(bytes, at + 4, 11) === 'ICC_PROFILE';
    if (!isMeta && (marker !== 0xe2 || isIcc)) kept.push(bytes.subarray(at, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

/** The end of the first picture: behind its end-of-image mark; marks inside scan data are escaped. */
function endOfScans(bytes: Uint8Array, from: number): number | null {
  for (let at = from + 2; at + 1 < bytes.length; at++)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return null;
}

const DRAWING = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs'],
]);

function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const kind = ascii(bytes, at + 4, 4);
    if (DRAWING.has(kind)) kept.push(bytes.subarray(at, end));
    if (kind === 'IEND') return joined(kept);
    at = end;
  }
  return null;
}

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
