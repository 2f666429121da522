import { ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { numberOf, readDocumentNumber } from './document-number.ts';
import { mayLibrary, type LibraryAction } from './document.policy.ts';
import type { LegalDocument } from './document.ts';
import { documentById, documentsNumbered } from './library.store.server.ts';
import { lockLibrary } from './library-writes.store.server.ts';

/**
 * The document someone means by a number in any writing; a province after an @ tells equal numbers apart,
 * and the own province goes first.
 */
export async function findInLibrary(tx: Tx, typed: string, province: string): Promise<Result<LegalDocument>> {
  const [text = '', at] = typed.split('@');
  const read = readDocumentNumber(text);
  const found = await documentsNumbered(tx, read.ok ? read.value : text.trim());
  const fitting = at === undefined ? found : found.filter((one) => one.province === at.trim());
  const own = fitting.find((one) => one.province === province || one.province === null);
  const one = fitting.length === 1 ? fitting[0] : own;
  if (one !== undefined) return ok(one);
  if (fitting.length > 1)
    return refuse('document_number_is_of_several', { text: numberOf(typed), example: fitting[0]!.code });
  return refuse('document_not_in_library', { text: typed.slice(0, 80) });
}

/** The first paragraphs of every change to a document: it is there, nobody else changes it now, and the actor may. */
export async function documentToChange(
  tx: Tx,
  cx: Context,
  id: string,
  action: Exclude<LibraryAction, 'add'>,
): Promise<Result<LegalDocument>> {
  await lockLibrary(tx);
  const document = await documentById(tx, id);
  if (document === undefined) return refuse('not_found');
  const permitted = permit(mayLibrary(cx.actor, action, document));
  return permitted.ok ? ok(document) : permitted;
}

/** Adds to a document's trail. */
export async function recordOnDocument(
  tx: Tx,
  cx: Context,
  document: Pick<LegalDocument, 'id' | 'code'>,
  happened: string,
  more: { readonly before?: object; readonly after?: object; readonly reason?: string },
): Promise<void> {
  const after = more.after === undefined ? {} : { after: { code: document.code, ...more.after } };
  await recordEvent(tx, cx, {
    kind: `law_document.${happened}`,
    subject: { kind: 'law_document', id: document.id },
    ...(more.before === undefined ? {} : { before: more.before }),
    ...after,
    reason: more.reason ?? null,
  });
}
