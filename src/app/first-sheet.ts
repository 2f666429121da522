import { readXlsx } from 'hucre';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * The first sheet of an Excel book. What it unpacks to is bounded before it is read, for a small file may hold
 * gigabytes.
 */
export async function readFirstSheet(
  bytes: Uint8Array,
  most: { readonly bytes: number; readonly unpacked: number },
): Promise<Sheet | 'too_large' | 'no_book'> {
  if (bytes.length > most.bytes || unpackedSize(bytes) > most.unpacked) return 'too_large';
  try {
    return (await readXlsx(bytes)).sheets[0] ?? 'no_book';
  } catch {
    return 'no_book';
  }
}

/** What the parts of a ZIP claim to unpack to, off its central directory. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size = 0;
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    size += view.getUint32(at + 24, true);
    at += 45;
  }
  return size;
}
