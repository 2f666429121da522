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
  /** Whose place the actor took for this act; what they do wholly in somebody's place is known to the transaction. */
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
      ...(event.onBehalfOf ? { on_behalf_of: event.onBehalfOf } : {}),
    })
    .execute();
  return id;
}

/** In whose place something was done to a thing, ever. */
export async function onWhoseBehalf(
  tx: Tx,
  province: string,
  subject: EventInput['subject'],
  kind: string,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('records.event')
    .select('on_behalf_of')
    .distinct()
    .where('province', '=', province)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('kind', '=', kind)
    .where('on_behalf_of', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.on_behalf_of ?? []);
}
