import { PDFDocument } from '@cantoo/pdf-lib';
import { ok, refuse, type Result } from '#kernel';
import type { CheckedSignature } from '../signing/signature.ts';
import { verifyPdf } from '../signing/verify-pdf.server.ts';
import { looksLikeZip } from './judge-picture.ts';

export interface PdfFacts {
  readonly pages: number;
  /** What its signatures say by themselves; whom the province trusts is asked when they are looked at. */
  readonly signatures: readonly CheckedSignature[];
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
    if (pages === 0) return refuse('pdf_is_broken');
    const signatures = isMarkedSigned(bytes) ? await verifyPdf(bytes, [], new Date(0)) : [];
    return ok({ pages, signatures });
  } catch {
    return refuse('pdf_is_broken');
  }
}

/** A signature's range is written plainly, or it could not be filled in after the rest. */
const isMarkedSigned = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('/ByteRange');
