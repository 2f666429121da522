import { isId, ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { callDrop, callTakeUp, findNormDraft, type NormDraft } from './norm-draft.store.server.ts';
import { mayDraftNorms } from './norm.policy.ts';

/**
 * Drops a draft nobody goes on with. It stays readable, and whoever may write it may take it up again.
 * Refuses `norm_draft_not_found`, `not_permitted`, `norm_drop_needs_reason`, `norm_draft_changed_meanwhile`.
 */
export async function dropNormDraft(
  cx: Context,
  { id, revision, reason }: { readonly id: string; readonly revision: number; readonly reason: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const draft = await draftToMove(tx, cx, id);
    if (!draft.ok) return draft;
    const why = reason.trim();
    if (why === '') return refuse('norm_drop_needs_reason', {}, 'dropReason');
    await callDrop(tx, cx, { id, revision, reason: why });
    await recordEvent(tx, cx, {
      kind: 'norm_draft.dropped',
      subject: { kind: 'norm_draft', id },
      before: { state: draft.value.state },
      after: { state: 'dropped' },
      reason: why,
    });
    return ok(undefined);
  });
}

/** Takes a dropped draft up again, as it was. Refuses as `dropNormDraft`. */
export async function takeUpNormDraft(cx: Context, id: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const draft = await draftToMove(tx, cx, id);
    if (!draft.ok) return draft;
    await callTakeUp(tx, cx, id);
    await recordEvent(tx, cx, {
      kind: 'norm_draft.taken_up',
      subject: { kind: 'norm_draft', id },
      before: { state: draft.value.state },
      after: { state: 'open' },
    });
    return ok(undefined);
  });
}

async function draftToMove(tx: Tx, cx: Context, id: string): Promise<Result<NormDraft>> {
  const draft = isId(id) ? await findNormDraft(tx, cx.province, id, { lock: true }) : undefined;
  if (!draft) return refuse('norm_draft_not_found');
  const permitted = permit(mayDraftNorms(cx.actor, draft.fund));
  return permitted.ok ? ok(draft) : permitted;
}
