import { newId, ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { storeFile, type Disk } from '#records/server';
import { mayLibrary } from './document.policy.ts';
import { LIBRARY_FILES, type LegalDocument } from './document.ts';
import { readFileText } from './file-text.server.ts';
import { documentToChange, recordOnDocument } from './find-in-library.server.ts';
import { documentById, filesOf } from './library.store.server.ts';
import { insertLibraryFile, withdrawLibraryFile } from './library-writes.store.server.ts';

/**
 * Attaches a file to a document. Its words are read once, so that the library can be searched inside; where
 * they cannot be read the file is kept all the same and the page says so.
 */
export async function attachLawFile(
  cx: Context,
  disk: Disk,
  id: string,
  input: {
    readonly title: string | null;
    readonly upload: { readonly name: string; readonly bytes: Uint8Array };
  },
): Promise<Result<{ readonly document: LegalDocument; readonly readable: boolean }>> {
  // Who may not attach makes the server read nothing.
  const wanted = await inProvince(cx, (tx) => documentById(tx, id));
  if (wanted === undefined) return refuse('not_found');
  const allowed = permit(mayLibrary(cx.actor, 'change', wanted));
  if (!allowed.ok) return allowed;
  const stored = await storeFile(disk, LIBRARY_FILES, input.upload);
  if (!stored.ok) return { ok: false, refusal: { ...stored.refusal, field: 'file' } };
  const body = await readFileText(input.upload.bytes, stored.value.mediaType);

  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const document = found.value;

    const file = { id: newId(cx.now.getTime()), title: input.title ?? stored.value.fileName };
    await insertLibraryFile(
      tx,
      { ...stored.value, ...file, code: document.code, body },
      { province: cx.province, accountId: cx.actor.accountId, now: cx.now },
    );

    const readable = body !== null;
    await recordOnDocument(tx, cx, document, 'file_attached', {
      after: { ...file, hash: stored.value.hash, readable },
    });
    return ok({ document, readable });
  });
}

/** Takes a file off the page; file and trace stay. */
export async function withdrawLawFile(
  cx: Context,
  id: string,
  input: { readonly id: string; readonly reason: string },
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const file = (await filesOf(tx, found.value.code)).find((one) => one.id === input.id);
    if (file === undefined) return refuse('not_found');

    await withdrawLibraryFile(tx, file.id, cx.now);

    const before = { id: file.id, title: file.title, hash: file.hash };
    await recordOnDocument(tx, cx, found.value, 'file_withdrawn', { before, reason: input.reason });
    return ok(found.value);
  });
}
