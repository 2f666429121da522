import { PDFDocument } from '@cantoo/pdf-lib';
import { ok, refuse, type Result } from '#kernel';
import { looksLikeZip } from './judge-picture.ts';

export interface PdfFacts {
  readonly pages: number;
}

/** Bytes that may follow a PDF's end: some scanners add a line. */
const MOST_AFTER_END = 1024;

/** Refuses `pdf_is_locked`, `pdf_is_broken` and `file_is_two_things`. */
export async function lookIntoPdf(bytes: Uint8Array): Promise<Result<PdfFacts>> {
  const end = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf('%%EOF');
  if (end < 0) return refuse('pdf_is_broken');
  const after = bytes.subarray(end + 5);
  if (after.length > MOST_AFTER_END || looksLikeZip(after)) return refuse('file_is_two_things');
  try {
    const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
    if (document.isEncrypted) return refuse('pdf_is_locked');
    const pages = document.getPageCount();
    return pages > 0 ? ok({ pages }) : refuse('pdf_is_broken');
  } catch {
    return refuse('pdf_is_broken');
  }
}
