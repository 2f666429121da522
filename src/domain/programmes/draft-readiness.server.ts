import { newId, ok, refuse, refuseAll, todayIn, type Result } from '#kernel';
import { mayDraftProcedure, mayPublishProcedure } from '#law';
import { differentPerson, permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { readinessFaults, type ReadinessDraftInput } from './readiness-draft.ts';
import {
  callPublishReadiness,
  insertReadinessDraft,
  lastOwnReadiness,
  readinessDraft,
} from './readiness-draft.store.server.ts';

/**
 * Drafts the province's own steps to readiness; nothing follows them until somebody else publishes them. `seen`: the
 * number of the draft the page showed, 0 for none. Refuses `not_permitted`, `readiness_changed_meanwhile`, and every fault
 * at once.
 */
export async function saveReadiness(
  cx: Context,
  seen: number,
  input: ReadinessDraftInput,
): Promise<Result<{ no: number }>> {
  return transact(cx, async (tx) => {
    const last = await lastOwnReadiness(tx, cx.province);
    const before = await readinessDraft(tx, cx.province, last);
    const permitted = permit(mayDraftProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if ((before?.no ?? 0) !== seen) return refuse('readiness_changed_meanwhile');
    const faults = readinessFaults(input, { today: todayIn(cx.now), last });
    if (faults.length > 0) return refuseAll(faults);

    const no = await insertReadinessDraft(tx, cx, last, input);
    return no === undefined ? refuse('readiness_changed_meanwhile') : ok({ no });
  });
}

/**
 * Makes what was drafted the province's steps from its day on: of rounds opened from then on. Refuses `not_permitted`,
 * `readiness_changed_meanwhile`, `same_person_may_not`, `readiness_begins_too_early`.
 */
export async function publishReadiness(cx: Context, no: number): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const draft = await readinessDraft(tx, cx.province, await lastOwnReadiness(tx, cx.province));
    const permitted = permit(mayPublishProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if (draft?.no !== no) return refuse('readiness_changed_meanwhile');
    for (const writer of draft.writers) {
      const other = differentPerson(cx.actor, writer);
      if (!other.ok) return other;
    }
    await callPublishReadiness(tx, cx, no);
    const { from, basis, steps } = draft;
    await recordEvent(tx, cx, {
      kind: 'readiness.published',
      subject: { kind: 'readiness', id: newId(cx.now.getTime()) },
      after: { from, basis, steps },
    });
    return ok(undefined);
  });
}
