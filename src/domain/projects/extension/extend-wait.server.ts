import { z } from 'zod';
import { answerRequest } from './request.store.server.ts';
import {
  countField,
  ok,
  readForm,
  refuse,
  textField,
  todayIn,
  type FormFields,
  type LocalDate,
  type Result,
} from '#kernel';
import { holdCalendar, workingCalendarOn } from '#law/server';
import type { Role } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { notify, recordEvent, settleNotices } from '#records/server';
import { projectFor, projectSubject, type Project } from '../project.store.server.ts';
import { decideExtension, permitExtension, type RunningWait } from './extension.ts';
import { extensionRuleOn, runningWait, writeExtension } from './extension.store.server.ts';

const extensionForm = z.object({
  days: countField({ max: 365 }),
  reason: textField({ max: 1000 }),
});

/**
 * Gives the running wait of a project more working days, with a reason. Refuses `project_not_found`,
 * `wait_does_not_run` (paused, ended or without a day), what `permitExtension` and `decideExtension` refuse, and
 * `wait_changed_meanwhile` when the wait is no longer as it was seen: somebody else extended it, or the turn passed on.
 */
export async function extendWait(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<{ due: LocalDate }>> {
  return transact(cx, async (tx) => {
    await holdCalendar(tx);
    const project = await projectFor(tx, cx, projectId, { lock: true });
    if (!project) return refuse('project_not_found');
    const wait = await runningWait(tx, cx.province, projectId);
    if (!wait) return refuse('wait_does_not_run');
    // Before permission: who was late to a wait that passed on is told so, not that they may not.
    if (fields['wait'] !== wait.id || fields['seen'] !== wait.dueOn)
      return refuse('wait_changed_meanwhile', { due: wait.dueOn });
    const today = todayIn(cx.now);
    const rule = await extensionRuleOn(tx, cx.province, wait.ownerRole, today);

    const permitted = permitExtension(cx.actor, project, wait, rule);
    if (!permitted.ok) return permitted;
    if (!rule) return refuse('extension_not_permitted');

    const read = readForm(extensionForm, fields);
    if (!read.ok) return read;
    const { days, reason } = read.value;
    const decided = decideExtension(wait, rule, days, today, await workingCalendarOn(tx));
    if (!decided.ok) return decided;

    const due = decided.value;
    const { role, onBehalfOf } = permitted.value;
    const behalf = onBehalfOf?.accountId ?? null;
    await writeExtension(tx, cx, projectId, wait, { days, due, reason, role, onBehalfOf: behalf });
    await recordEvent(tx, cx, {
      kind: 'deadline.extended',
      subject: projectSubject(projectId),
      before: { dueOn: wait.dueOn },
      after: { dueOn: due, days },
      reason,
      onBehalfOf: behalf,
    });
    if (await answerRequest(tx, cx, wait.id, { state: 'granted', answer: reason }))
      await settleNotices(tx, cx, projectSubject(projectId), ['extension_asked']);
    await tellExtended(tx, cx, project, wait, due);
    return ok({ due });
  });
}

/** Whoever is waited for learns of the new day, and so do the people of the establishment, who wait. */
async function tellExtended(
  tx: Tx,
  cx: Context,
  project: Project,
  wait: RunningWait,
  due: LocalDate,
): Promise<void> {
  const subject = projectSubject(project.id);
  await settleNotices(tx, cx, subject, ['wait_soon', 'wait_late', 'wait_escalated']);
  const ofEstablishment = wait.ownerRole.startsWith('establishment_');
  const desks: readonly Role[] = ofEstablishment ? [wait.ownerRole] : [wait.ownerRole, 'establishment_owner'];
  for (const role of desks)
    await notify(tx, cx, {
      kind: 'wait_extended',
      to: {
        role,
        unit: role.startsWith('establishment_') ? project.establishmentUnit : null,
        commune: role === 'commune_officer' ? project.communeCode : null,
      },
      subject,
      fills: { number: project.number ?? '', title: project.title, step: wait.step, from: wait.dueOn, due },
      except: cx.actor.accountId,
    });
}
