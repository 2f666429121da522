import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Duplex, Readable, type Transform } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { ok, refuse, type Result } from '#kernel';

/** What every file in age's format begins with. */
const AGE = 'age-encryption.org/v1\n';

type Bytes = ReadableStream<Uint8Array>;

/** Compresses, and encrypts to the recipients (age) where there are any; this side cannot read it again. */
export function sealing(recipients: readonly string[]): { streams: Transform[]; sealed: Duplex } {
  const compress = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  if (recipients.length === 0) return { streams: [], sealed: compress };
  const encrypter = new Encrypter();
  for (const one of recipients) encrypter.addRecipient(one);
  const encrypt = Duplex.from(async function* (source: AsyncIterable<Buffer>) {
    const input = Readable.toWeb(Readable.from(source, { objectMode: false })) as Bytes;
    yield* (await encrypter.encrypt(input as never)) as unknown as AsyncIterable<Uint8Array>;
  });
  return { streams: [compress], sealed: encrypt };
}

/** Whether age takes this text as a recipient (age1…). */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

type Unopened =
  | 'restore_file_cannot_be_read'
  | 'restore_needs_the_key'
  | 'restore_key_is_none'
  | 'restore_key_does_not_open';

/** The backup's tar as it was before it was sealed. @param identity a file with the secret key (AGE-SECRET-KEY-1…) */
export async function unsealed(
  file: string,
  identity: string | undefined,
): Promise<Result<{ streams: Readable[]; sealed: boolean }, Unopened>> {
  const begin = await beginning(file);
  if (begin === undefined) return refuse('restore_file_cannot_be_read', { file });
  const raw = createReadStream(file, { highWaterMark: 1 << 20 });
  if (begin !== AGE) return ok({ streams: [raw, createZstdDecompress()], sealed: false });
  if (identity === undefined) return refuse('restore_needs_the_key', { file });
  const keys =
    (await readFile(identity, 'utf8').catch(() => '')).match(/^AGE-SECRET-KEY-[0-9A-Z-]+$/gm) ?? [];
  if (keys.length === 0) return refuse('restore_key_is_none', { file: identity });
  const decrypter = new Decrypter();
  try {
    for (const key of keys) decrypter.addIdentity(key);
  } catch {
    return refuse('restore_key_is_none', { file: identity });
  }
  try {
    const opened = await decrypter.decrypt(Readable.toWeb(raw) as never);
    const content = Readable.fromWeb(opened as unknown as Bytes);
    return ok({ streams: [content, createZstdDecompress()], sealed: true });
  } catch {
    raw.destroy();
    return refuse('restore_key_does_not_open', { file });
  }
}

async function beginning(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(AGE.length), 0, AGE.length, 0);
      return buffer.subarray(0, bytesRead).toString('latin1');
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
