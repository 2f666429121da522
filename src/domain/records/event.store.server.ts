import { canonicalJson, newId } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export interface EventInput {
  /** What happened, in the past tense: `project.submitted`. */
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
  /** Whose place the actor took. */
  readonly onBehalfOf?: string | null;
}

/** Adds to the trail, in the transaction that makes the change: no change without its event. */
export async function recordEvent(
  tx: Tx,
  cx: Pick<Context, 'province' | 'now'> & { actor: Context['actor'] | null },
  event: EventInput,
): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('records.event')
    .values({
      province: cx.province,
      id,
      at: cx.now,
      actor_id: cx.actor?.accountId ?? null,
      kind: event.kind,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      before: event.before === undefined ? null : canonicalJson(event.before),
      after: event.after === undefined ? null : canonicalJson(event.after),
      reason: event.reason ?? null,
      on_behalf_of: event.onBehalfOf ?? null,
    })
    .execute();
  return id;
}
