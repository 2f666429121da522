// A thread that reads hostile files: whatever it does, the thread is ended and the file refused.
import { parentPort } from 'node:worker_threads';
import { inflateRawSync } from 'node:zlib';
import { ok, refuse, type Result } from '#kernel';
import type { CheckedSignature } from '../signing/signature.ts';
import { prepareForSigning, type Placed, type Prepared } from '../signing/signed-pdf.server.ts';
import { verifyPdf } from '../signing/verify-pdf.server.ts';
import { judgeZip } from './judge-zip.ts';
import { lookIntoPdf, type PdfFacts } from './look-into-pdf.server.ts';

/** What the thread can be asked, and what it answers. */
export interface Questions {
  readonly look: { given: { bytes: Uint8Array; mediaType: string }; answer: Result<PdfFacts | null> };
  readonly verify: {
    given: { bytes: Uint8Array; roots: readonly Uint8Array[]; now: Date };
    answer: Result<readonly CheckedSignature[]>;
  };
  readonly prepare: { given: { bytes: Uint8Array; placed: Placed }; answer: Result<Prepared> };
}
type Asked = { [Q in keyof Questions]: { question: Q } & Questions[Q]['given'] }[keyof Questions];

parentPort?.on('message', (asked: Asked) => {
  void answer(asked).then((said) => parentPort?.postMessage(said));
});

async function answer(asked: Asked): Promise<Questions[keyof Questions]['answer']> {
  try {
    if (asked.question === 'verify') return ok(await verifyPdf(asked.bytes, asked.roots, asked.now));
    if (asked.question === 'prepare') return ok(await prepareForSigning(asked.bytes, asked.placed));
    return asked.mediaType === 'application/pdf' ? await lookIntoPdf(asked.bytes) : lookIntoZip(asked.bytes);
  } catch {
    return refuse('pdf_is_broken');
  }
}

/** Unpacks every entry as far as it claims and no further: who claims less than there is, lies. */
function lookIntoZip(bytes: Uint8Array): Result<null> {
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
