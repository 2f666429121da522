import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import { differentPerson, permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { tellStaff } from './clock-rules/draft-clock-rules.server.ts';
import { procedureChanges } from './procedure-draft.ts';
import { callPublishProcedure, procedureBase, procedureDraft } from './procedure-draft.store.server.ts';
import { mayPublishProcedure } from './procedure.policy.ts';
import type { ProcedureKind } from './procedure.ts';

/**
 * Makes what was drafted the province's procedure from its day on; waits that run keep the version they began under.
 * `no` is the draft as it was seen. Refuses `not_permitted`, `procedure_draft_not_found`, `procedure_changed_meanwhile`,
 * `same_person_may_not`, `procedure_begins_too_early`.
 */
export async function publishProcedure(
  cx: Context,
  { kind, no }: { readonly kind: ProcedureKind; readonly no: number },
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const today = todayIn(cx.now);
    const base = await procedureBase(tx, kind, cx.province, today);
    const draft = base && (await procedureDraft(tx, cx.province, kind, base.id));
    const permitted = permit(mayPublishProcedure(cx.actor));
    if (!permitted.ok) return permitted;

    if (!base || !draft) return refuse(no > 0 ? 'procedure_changed_meanwhile' : 'procedure_draft_not_found');
    if (draft.no !== no) return refuse('procedure_changed_meanwhile');
    for (const writer of draft.writers) {
      const other = differentPerson(cx.actor, writer);
      if (!other.ok) return other;
    }
    if (draft.from < today) return refuse('procedure_begins_too_early');

    const id = `${kind}-${draft.from}@${cx.province}`;
    await callPublishProcedure(tx, cx, { id, kind, no });
    const { from, basis, basisOn } = draft;
    const subject = newId(cx.now.getTime());
    await recordEvent(tx, cx, {
      kind: 'procedure.published',
      subject: { kind: 'procedure', id: subject },
      after: { id, from, basis, basisOn, changes: procedureChanges(base, draft.steps) },
    });
    await tellStaff(tx, cx, {
      kind: 'procedure_published',
      id: subject,
      fills: { procedure: kind, from, basis },
    });
    return ok({ id });
  });
}
