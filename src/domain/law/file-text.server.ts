import { spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/** More is not kept: 500 000 characters are some 250 pages. */
const MOST = 500_000;
const PATIENCE_MS = 20_000;

/**
 * The words of a file, or null where they cannot be read: a scan, an old format, a broken file, or a PDF on
 * a machine without poppler. The file is hostile: PDF is read by a process of its own with limits, of an
 * Office file one entry is unpacked up to a limit, and nothing in it is executed or fetched.
 */
export async function readFileText(bytes: Uint8Array, mediaType: string): Promise<string | null> {
  const text =
    mediaType === 'application/pdf'
      ? await textOfPdf(bytes)
      : mediaType === 'application/zip'
        ? await textOfDocx(bytes)
        : null;
  // PostgreSQL keeps no zero bytes.
  const clean = text?.replaceAll('\0', ' ').replace(/\s+/g, ' ').trim().slice(0, MOST).normalize('NFC') ?? '';
  return /\p{L}{2}/u.test(clean) ? clean : null;
}

async function textOfPdf(bytes: Uint8Array): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = spawn('pdftotext', ['-q', '-enc', 'UTF-8', '-nopgbrk', '-', '-'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
      // No secret of ours goes along.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin' },
    });
    const read: Buffer[] = [];
    let size = 0;
    reader.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size > MOST * 4) reader.kill('SIGKILL');
      else read.push(piece);
    });
    reader.on('error', () => resolve(null));
    reader.stdin.on('error', () => {});
    reader.on('close', (code) =>
      resolve(code === 0 || size > MOST * 4 ? Buffer.concat(read).toString('utf8') : null),
    );
    reader.stdin.end(bytes);
  });
}

/** A .docx is a ZIP whose entry word/document.xml holds the text in paragraphs. */
async function textOfDocx(bytes: Uint8Array): Promise<string | null> {
  const xml = await zipEntry(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    'word/document.xml',
  );
  if (xml === null) return null;
  return xml
    .replace(/<\/w:p>|<w:(?:tab|br)\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name] ?? ' ');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** One entry of a ZIP by its central directory, unpacked up to 20 MB; null where there is none or it is broken. */
async function zipEntry(zip: Buffer, wanted: string): Promise<string | null> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > zip.length) return null;
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries--) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return null;
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === wanted) return unpacked(zip, at);
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return null;
}

async function unpacked(zip: Buffer, entry: number): Promise<string | null> {
  const header = zip.readUInt32LE(entry + 42);
  if (header + 30 > zip.length) return null;
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  const method = zip.readUInt16LE(entry + 10);
  if (method === 0) return packed.toString('utf8');
  if (method !== 8) return null;
  try {
    const plain = await promisify(inflateRaw)(packed, { maxOutputLength: 20 * 1024 * 1024 });
    return plain.toString('utf8');
  } catch {
    return null;
  }
}
