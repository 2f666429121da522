// A thread that reads hostile files: whatever it does, the thread is ended and the file refused.
import { parentPort } from 'node:worker_threads';
import { inflateRawSync } from 'node:zlib';
import { ok, refuse, type Result } from '#kernel';
import { judgeZip } from './judge-zip.ts';
import { lookIntoPdf, type PdfFacts } from './look-into-pdf.server.ts';

export type FileFacts = Result<PdfFacts | null>;

parentPort?.on('message', (asked: { bytes: Uint8Array; mediaType: string }) => {
  void answer(asked).then((facts) => parentPort?.postMessage(facts));
});

async function answer({ bytes, mediaType }: { bytes: Uint8Array; mediaType: string }): Promise<FileFacts> {
  return mediaType === 'application/pdf' ? lookIntoPdf(bytes) : lookIntoZip(bytes);
}

/** Unpacks every entry as far as it claims and no further: who claims less than there is, lies. */
function lookIntoZip(bytes: Uint8Array): FileFacts {
  const entries = judgeZip(bytes);
  if (!entries.ok) return entries;
  for (const { method, packed, size } of entries.value) {
    try {
      const length =
        method === 0 ? packed.length : inflateRawSync(packed, { maxOutputLength: size + 1 }).length;
      if (length !== size) return refuse('zip_is_broken');
    } catch (error) {
      const tooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      return refuse(tooMuch ? 'zip_is_a_bomb' : 'zip_is_broken');
    }
  }
  return ok(null);
}
