import { ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import type { RelationInput } from './document.form.ts';
import type { LegalDocument, RelationKind } from './document.ts';
import { documentToChange, findInLibrary, recordOnDocument } from './find-in-library.server.ts';
import { insertRelation, withdrawRelation } from './library-writes.store.server.ts';

/** Records what a document does to another: it amends it, rests on it. */
export async function relateLawDocuments(
  cx: Context,
  id: string,
  input: RelationInput,
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const document = found.value;
    const other = await findInLibrary(tx, input.number, cx.province);
    if (!other.ok) return { ok: false, refusal: { ...other.refusal, field: 'number' } };

    if (other.value.code === document.code) return refuse('document_relates_to_itself', {}, 'number');
    const { kind, since } = input;
    const written = await insertRelation(tx, { from: document.code, kind, to: other.value.code, since });
    if (!written) return refuse('document_relation_exists', {}, 'number');

    await recordOnDocument(tx, cx, document, 'related', { after: { kind, other: other.value.code, since } });
    return ok(document);
  });
}

/** Takes back a relation recorded by mistake; it leaves its trace. */
export async function withdrawLawRelation(
  cx: Context,
  id: string,
  input: { readonly kind: RelationKind; readonly other: string; readonly reason: string },
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const document = found.value;

    const { kind, other, reason } = input;
    if (!(await withdrawRelation(tx, { from: document.code, kind, to: other }, cx.now)))
      return refuse('not_found');

    await recordOnDocument(tx, cx, document, 'relation_withdrawn', { before: { kind, other }, reason });
    return ok(document);
  });
}
