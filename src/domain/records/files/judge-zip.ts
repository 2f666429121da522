import { ok, refuse, type Result } from '#kernel';

/** A Word or Excel file of some hundred pages unpacks to a few megabytes. */
const MOST_UNPACKED = 200 * 1024 * 1024;
const MOST_ENTRIES = 5_000;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array;
  readonly size: number;
}

/**
 * What a Word or Excel file says of itself, read from its table of contents; nothing is unpacked here.
 * Refuses `zip_is_broken`, `file_is_two_things`, `zip_has_wrong_paths`, `zip_is_a_bomb`, `office_is_locked`,
 * `office_has_macros` and, for a ZIP that is neither, `file_type_not_accepted`.
 */
export function judgeZip(bytes: Uint8Array): Result<readonly ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(bytes, view);
  if (end === null) return refuse('zip_is_broken');
  if (end + 22 + view.getUint16(end + 20, true) !== bytes.length) return refuse('file_is_two_things');
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) return refuse('zip_is_a_bomb');
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return refuse('zip_is_broken');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const unixMode = view.getUint32(at + 38, true) >>> 16;
    if (isTrick(name) || (unixMode & 0xf000) === 0xa000) return refuse('zip_has_wrong_paths', { name });
    if (view.getUint16(at + 8, true) & 1) return refuse('office_is_locked');
    const size = view.getUint32(at + 24, true);
    total += size;
    if (total > MOST_UNPACKED) return refuse('zip_is_a_bomb');
    const packed = packedOf(bytes, view, at);
    const method = view.getUint16(at + 10, true);
    if (packed === null || (method !== 0 && method !== 8)) return refuse('zip_is_broken');
    entries.push({ name, method, packed, size });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  // Entries that lie over each other are how a small file unpacks to petabytes.
  if (entries.reduce((sum, entry) => sum + entry.packed.length, 0) > bytes.length)
    return refuse('zip_is_a_bomb');
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has('[Content_Types].xml') || !(names.has('word/document.xml') || names.has('xl/workbook.xml')))
    return refuse('file_type_not_accepted');
  if ([...names].some((name) => /vbaProject\.bin$/i.test(name))) return refuse('office_has_macros');
  return ok(entries);
}

function endRecord(bytes: Uint8Array, view: DataView): number | null {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--)
    if (bytes[at] === 0x50 && view.getUint32(at, true) === 0x06054b50) return at;
  return null;
}

function packedOf(bytes: Uint8Array, view: DataView, entry: number): Uint8Array | null {
  const header = view.getUint32(entry + 42, true);
  if (header + 30 > bytes.length || view.getUint32(header, true) !== 0x04034b50) return null;
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  const end = start + view.getUint32(entry + 20, true);
  return end > bytes.length ? null : bytes.subarray(start, end);
}

/** Names that would leave the folder they are unpacked into, on any system. */
function isTrick(name: string): boolean {
  return name === '' || /^[\\/]|^[a-z]:|\\|\0|(?:^|\/)\.\.(?:\/|$)/i.test(name);
}
