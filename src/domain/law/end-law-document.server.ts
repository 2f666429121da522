import { ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import type { LawDocumentEnd } from './document.form.ts';
import { checkDocumentDates, type LegalDocument } from './document.ts';
import { documentToChange, findInLibrary, recordOnDocument } from './find-in-library.server.ts';
import { insertRelation, updateLawDocument } from './library-writes.store.server.ts';

/**
 * Records that a document stops on a day, by a successor or without one. Norm sets, procedures and projects
 * that rest on it stay as they are: whoever records it has just seen them listed and looks after each.
 */
export async function endLawDocument(
  cx: Context,
  id: string,
  input: LawDocumentEnd,
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'end');
    if (!found.ok) return found;
    const document = found.value;
    const by = input.by === null ? null : await findInLibrary(tx, input.by, cx.province);
    if (by !== null && !by.ok) return { ok: false, refusal: { ...by.refusal, field: 'by' } };

    if (by?.value.code === document.code) return refuse('document_relates_to_itself', {}, 'by');
    if (document.expiredOn !== null) return refuse('document_has_ended', { date: document.expiredOn });
    const wrong = checkDocumentDates({ ...document, expiredOn: input.from });
    if (wrong !== null) return refuse(wrong, {}, 'from');

    await updateLawDocument(tx, document.code, { expired_on: input.from }, cx.now);
    if (by !== null)
      await insertRelation(tx, {
        from: by.value.code,
        kind: 'replaces',
        to: document.code,
        since: input.from,
      });

    await recordOnDocument(tx, cx, document, by === null ? 'ended' : 'replaced', {
      after: { from: input.from, by: by?.value.code ?? null },
      reason: input.reason,
    });
    return ok(document);
  });
}
