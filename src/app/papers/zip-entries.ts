export interface ZipEntry {
  readonly name: string;
  /** Unpacked, as the file says; where it lies, unpacking in the thread ends at its memory. */
  readonly size: number;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The directory of a ZIP, read without unpacking anything; null where there is none, or names climb out of it. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const stop = Math.max(0, end - 65_536);
  while (end >= stop && view.getUint32(end, true) !== END) end--;
  if (end < stop || end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  const text = new TextDecoder();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const length = view.getUint16(at + 28, true);
    const name = text.decode(bytes.subarray(at + 46, at + 46 + length));
    if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) return null;
    entries.push({ name, size: view.getUint32(at + 24, true) });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
