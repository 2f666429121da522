import { createHash } from 'node:crypto';
import { newId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { scanWithClamd } from './files/clamd.server.ts';
import { judgePicture } from './files/judge-picture.ts';
import type { PdfFacts } from './files/look-into-pdf.server.ts';
import { lookInto } from './files/look-into.server.ts';
import { isOldOffice, sniffMediaType, UPLOAD_LIMIT, type NewDocument, type StoredFile } from './document.ts';
import { insertDocument, insertFile } from './document.store.server.ts';
import { recordEvent } from './event.store.server.ts';
import { keyOf, type Disk } from './file-disk.server.ts';

/**
 * Puts an upload on the disk, before any transaction: a file without a row is harmless and is
 * written again by the next try, a row without its file would be a lie.
 * The file is hostile until it is read: `files/` says what is refused and why; a scanner for viruses is asked where
 * there is one, and otherwise the file is marked as not scanned.
 * Refuses `file_is_empty`, `file_too_large`, `file_type_not_accepted`, `file_is_infected`, and what `lookInto` and
 * `judgePicture` refuse.
 */
export async function storeFile(
  disk: Disk,
  province: string,
  upload: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<StoredFile>> {
  const { name, bytes } = upload;
  const fileName = name.replace(/[\\/\p{Cc}]/gu, '_').slice(-150) || 'file';
  if (bytes.length === 0) return refuse('file_is_empty', { fileName });
  if (bytes.length > UPLOAD_LIMIT)
    return refuse('file_too_large', { fileName, megabytes: UPLOAD_LIMIT / 1024 / 1024 });
  const mediaType = sniffMediaType(bytes.subarray(0, 16));
  if (mediaType === null)
    return refuse(isOldOffice(bytes) ? 'office_is_locked' : 'file_type_not_accepted', { fileName });
  const sound: Result<PdfFacts | null> = mediaType.startsWith('image/')
    ? judgePicture(bytes, mediaType)
    : await lookInto(bytes, mediaType);
  if (!sound.ok) return refuse(sound.refusal.code, { ...sound.refusal.params, fileName });
  const scan = await scanWithClamd(disk.clamd, bytes);
  if (scan?.finding) return refuse('file_is_infected', { fileName, finding: scan.finding });
  const hash = createHash('sha256').update(bytes).digest('hex');
  const key = keyOf(province, hash);
  if (!(await disk.exists(key))) await disk.put(key, bytes);
  const signatures = sound.value?.signatures ?? [];
  return ok({ hash, size: bytes.length, mediaType, fileName, scanned: scan !== null, signatures });
}

/** Adds a paper to a project or decision, in the caller's transaction. */
export async function addDocument(tx: Tx, cx: Context, document: NewDocument): Promise<string> {
  const id = newId(cx.now.getTime());
  if (document.file) await insertFile(tx, cx.province, document.file, cx.now);
  await insertDocument(tx, cx, id, document);
  await recordEvent(tx, cx, {
    kind: 'document.added',
    subject: document.subject,
    after: { id, kind: document.kind, title: document.title, hash: document.file?.hash ?? null },
  });
  return id;
}
