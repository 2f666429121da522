import { ok, refuse, type Result } from '#kernel';

export type FileTextRefusal =
  'import_file_is_empty' | 'import_file_is_too_large' | 'file_is_a_spreadsheet' | 'file_is_not_utf8';

const LARGEST_FILE = 5 * 1024 * 1024;

/**
 * The text of an uploaded table: UTF-8 with or without its mark, or UTF-16 as Excel writes "Unicode text".
 * Anything else is refused, never guessed: a wrong guess would turn letters into others unseen.
 */
export function textOfFile(bytes: Uint8Array): Result<string, FileTextRefusal> {
  if (bytes.length === 0) return refuse('import_file_is_empty');
  if (bytes.length > LARGEST_FILE)
    return refuse('import_file_is_too_large', { megabytes: LARGEST_FILE / 1024 / 1024 });
  const [first, second] = bytes;
  if (first === 0x50 && second === 0x4b) return refuse('file_is_a_spreadsheet');
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? refuse('file_is_not_utf8', { line: 1 }) : ok(text.normalize('NFC'));
  } catch {
    return refuse('file_is_not_utf8', { line: firstBadLine(bytes) });
  }
}

/** The line on which the first bytes stand that are not UTF-8. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      decoder.decode(bytes.subarray(from, at));
    } catch {
      return line;
    }
    from = at + 1;
    line++;
  }
  return line;
}
