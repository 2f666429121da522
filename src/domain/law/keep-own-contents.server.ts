import { ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { isKnownDocument, knownDocumentCode } from './norm-set.store.server.ts';
import { mayDraftNorms } from './norm.policy.ts';
import type { OwnContentChange, OwnContentInput } from './own-content.form.ts';
import { deleteOwnContent, insertOwnContent, updateOwnContent } from './own-content.store.server.ts';

/**
 * Adds a content to the province's own: what the People's Council supports beyond the national catalogue (joint
 * circular 26/2014, article 6 clause 3). Its code ends in the province's, so that it clashes with nobody's.
 * Refuses `not_permitted`, `content_code_is_malformed`, `norm_document_is_unknown`, `content_is_taken`.
 */
export async function addOwnContent(
  cx: Context,
  { code: short, ...given }: OwnContentInput,
): Promise<Result<{ code: string }>> {
  return transact(cx, async (tx) => {
    const content = await permitted(tx, cx, given);
    if (!content.ok) return content;
    const written = short.toUpperCase().replace(`@${cx.province}`, '');
    if (!/^[A-Z]{2}-[0-9]{2}$/.test(written)) return refuse('content_code_is_malformed', {}, 'code');
    const code = `${written}@${cx.province}`;
    const id = await insertOwnContent(tx, cx, code, content.value);
    if (id === undefined) return refuse('content_is_taken', { content: code }, 'code');
    await recordEvent(tx, cx, {
      kind: 'content.added',
      subject: { kind: 'content', id },
      after: { code, ...content.value },
    });
    return ok({ code });
  });
}

/**
 * Changes a content while no set and no project uses it. Refuses as `addOwnContent`, and `content_is_not_own`,
 * `content_is_in_use`.
 */
export async function changeOwnContent(
  cx: Context,
  code: string,
  given: OwnContentChange,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const content = await permitted(tx, cx, given);
    if (!content.ok) return content;
    const id = await updateOwnContent(tx, cx.province, code, content.value);
    if (id === undefined) return refuse('content_is_not_own', { content: code });
    await recordEvent(tx, cx, {
      kind: 'content.changed',
      subject: { kind: 'content', id },
      after: { code, ...content.value },
    });
    return ok(undefined);
  });
}

/** Removes a content that no set, draft or project uses. Refuses as `changeOwnContent`. */
export async function removeOwnContent(cx: Context, code: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const may = permit(mayDraftNorms(cx.actor, 'local'));
    if (!may.ok) return may;
    const id = await deleteOwnContent(tx, cx.province, code);
    if (id === undefined) return refuse('content_is_not_own', { content: code });
    await recordEvent(tx, cx, {
      kind: 'content.removed',
      subject: { kind: 'content', id },
      before: { code },
    });
    return ok(undefined);
  });
}

async function permitted(tx: Tx, cx: Context, content: OwnContentChange): Promise<Result<OwnContentChange>> {
  const may = permit(mayDraftNorms(cx.actor, 'local'));
  if (!may.ok) return may;
  const document = await knownDocumentCode(tx, cx.province, content.document);
  if (!(await isKnownDocument(tx, document)))
    return refuse('norm_document_is_unknown', { document }, 'document');
  return ok({ ...content, document });
}
