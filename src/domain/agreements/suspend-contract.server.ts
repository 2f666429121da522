import { newId, ok, readForm, refuse, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { pauseWait, projectSubject, resumeWait } from '#projects/server';
import { recordEvent } from '#records/server';
import { restForm } from './contract.form.ts';
import { maySignContract } from './contract.policy.ts';
import { holdContract, type HeldContract } from './hold-contract.server.ts';
import { endSuspension, insertSuspension, suspensionsOf } from './schedule.store.server.ts';

async function signatoryOf(tx: Tx, cx: Context, projectId: string): Promise<Result<HeldContract>> {
  const held = await holdContract(tx, cx, projectId);
  if (!held.ok) return held;
  return maySignContract(cx.actor, held.value.project) ? held : refuse('contract_not_permitted');
}

/** Lets the contract rest: the wait that runs is paused, and the database takes no act of payment or acceptance meanwhile. */
export async function suspendContract(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await signatoryOf(tx, cx, projectId);
    if (!held.ok) return held;
    const { project, today } = held.value;
    const [last] = await suspensionsOf(tx, cx.province, projectId);
    if (last?.untilOn === null) return refuse('contract_is_suspended_meanwhile', { from: last.fromOn });
    const read = readForm(restForm, fields);
    if (!read.ok) return read;
    if (read.value.on > today) return refuse('date_is_in_the_future', { date: read.value.on }, 'on');
    const { on: fromOn, reason } = read.value;
    await insertSuspension(tx, cx, { id: newId(cx.now.getTime()), projectId, fromOn, reason });
    await pauseWait(tx, cx, project);
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.suspended', subject: projectSubject(projectId), after: { fromOn }, reason },
    });
    return ok(undefined);
  });
}

/** Ends the rest: the wait goes on with the days it had left. */
export async function resumeContract(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await signatoryOf(tx, cx, projectId);
    if (!held.ok) return held;
    const { project, today } = held.value;
    const [last] = await suspensionsOf(tx, cx.province, projectId);
    if (!last || last.untilOn !== null) return refuse('contract_is_resumed_meanwhile');
    const read = readForm(restForm, fields);
    if (!read.ok) return read;
    const { on: untilOn, reason } = read.value;
    if (untilOn > today) return refuse('date_is_in_the_future', { date: untilOn }, 'on');
    if (untilOn < last.fromOn) return refuse('contract_resumes_before_it_rests', { from: last.fromOn }, 'on');
    await endSuspension(tx, cx, last.id, { untilOn, reason });
    await resumeWait(tx, cx, project);
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.resumed', subject: projectSubject(projectId), after: { untilOn }, reason },
    });
    return ok(undefined);
  });
}
