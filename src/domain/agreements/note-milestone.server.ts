import { ok, readForm, refuse, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { projectSubject } from '#projects/server';
import { recordEvent } from '#records/server';
import { milestoneForm } from './contract.form.ts';
import { mayKeepContract } from './contract.policy.ts';
import { holdContract } from './hold-contract.server.ts';
import { dropDone, insertDone } from './schedule.store.server.ts';

/** Notes that a milestone of the schedule is done. */
export async function noteMilestone(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await holdContract(tx, cx, projectId);
    if (!held.ok) return held;
    if (!mayKeepContract(cx.actor, held.value.project)) return refuse('contract_not_permitted');
    const read = readForm(milestoneForm, fields);
    if (!read.ok) return read;
    const { milestone, doneOn, note } = read.value;
    if (doneOn > held.value.today) return refuse('date_is_in_the_future', { date: doneOn }, 'doneOn');
    if (!held.value.latest.terms.milestones?.some((one) => one.key === milestone))
      return refuse('milestone_not_found');
    if (!(await insertDone(tx, cx, { projectId, milestone, doneOn, note })))
      return refuse('milestone_is_done_meanwhile');
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.milestone_done', subject: projectSubject(projectId) },
      after: { milestone, doneOn },
    });
    return ok(undefined);
  });
}

/** Takes it back. */
export async function undoMilestone(
  cx: Context,
  projectId: string,
  milestone: string,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await holdContract(tx, cx, projectId);
    if (!held.ok) return held;
    if (!mayKeepContract(cx.actor, held.value.project)) return refuse('contract_not_permitted');
    if (!(await dropDone(tx, cx, projectId, milestone))) return refuse('milestone_not_found');
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.milestone_undone', subject: projectSubject(projectId), before: { milestone } },
    });
    return ok(undefined);
  });
}
