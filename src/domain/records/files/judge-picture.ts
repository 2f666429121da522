import { ok, refuse, type Result } from '#kernel';

/** Pictures above unpack to more than 256 MB wherever they are looked at. */
const MOST_PIXELS = 64_000_000;

/** Refuses `picture_is_broken`, `picture_is_too_large` and `file_is_two_things`, from the head of a JPEG or PNG. */
export function judgePicture(bytes: Uint8Array, mediaType: string): Result<null> {
  const size = mediaType === 'image/png' ? sizeOfPng(bytes) : sizeOfJpeg(bytes);
  if (size === null || size.width === 0 || size.height === 0) return refuse('picture_is_broken');
  if (size.width * size.height > MOST_PIXELS)
    return refuse('picture_is_too_large', { megapixels: MOST_PIXELS / 1_000_000 });
  if (looksLikePdf(bytes) || looksLikeZip(bytes)) return refuse('file_is_two_things');
  return ok(null);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOfPng(bytes: Uint8Array): Size | null {
  if (bytes.length < 45 || text(bytes.subarray(12, 16)) !== 'IHDR') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The size stands in the frame's marker (SOF), after any number of others. */
function sizeOfJpeg(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** Readers of PDF look for its head anywhere in the first kilobyte. */
const looksLikePdf = (bytes: Uint8Array) => text(bytes.subarray(0, 1024)).includes('%PDF-');

/** Programs that unpack a ZIP look for its end in the last 64 kilobytes. */
export const looksLikeZip = (bytes: Uint8Array) => text(bytes.subarray(-65_557)).includes('PK\x05\x06');

const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
