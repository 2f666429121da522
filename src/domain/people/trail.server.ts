import { canonicalJson, newId } from '#kernel';
import type { Tx } from '#platform/server';

/**
 * Notes a change of units, people and roles in the trail, in the transaction that makes it. The trail
 * belongs to the chapter records, which stands on this one (every event names an account); so this
 * chapter writes to its table, but uses none of its code.
 */
export async function noteChange(
  tx: Tx,
  cx: {
    readonly province: string;
    readonly now: Date;
    readonly actor: { readonly accountId: string } | null;
  },
  change: {
    /** In the past tense: `account.closed`. */
    readonly kind: string;
    readonly subject: readonly ['unit' | 'account', string];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly reason?: string | null;
  },
): Promise<void> {
  const [subjectKind, subjectId] = change.subject;
  await tx
    .insertInto('records.event')
    .values({
      province: cx.province,
      id: newId(cx.now.getTime()),
      at: cx.now,
      actor_id: cx.actor?.accountId ?? null,
      kind: change.kind,
      subject_kind: subjectKind,
      subject_id: subjectId,
      before: change.before === undefined ? null : canonicalJson(change.before),
      after: change.after === undefined ? null : canonicalJson(change.after),
      reason: change.reason ?? null,
    })
    .execute();
}
