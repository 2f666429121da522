import { z } from 'zod';
import {
  countField,
  isId,
  ok,
  readForm,
  refuse,
  textField,
  todayIn,
  type FormFields,
  type Result,
} from '#kernel';
import { clockDesks } from '#law';
import { clockRulesOn } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { notify, recordEvent, settleNotices } from '#records/server';
import { capacities } from '../project.policy.ts';
import { projectFor, projectSubject } from '../project.store.server.ts';
import { daysToGive, permitExtension } from './extension.ts';
import { extensionRuleOn, runningWait } from './extension.store.server.ts';
import {
  answerRequest,
  insertRequest,
  openRequestOf,
  openRequestsOf,
  type ExtensionRequest,
  anyOpenRequest,
} from './request.store.server.ts';

const askForm = z.object({ days: countField({ max: 365 }), reason: textField({ max: 1000 }) });
const refusalForm = z.object({ answer: textField({ max: 1000 }) });

/** The project, locked, with its running wait as it was seen. */
async function opened(tx: Tx, cx: Context, projectId: string, fields: FormFields) {
  const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
  if (!project) return refuse('project_not_found');
  const wait = await runningWait(tx, cx.province, projectId);
  if (!wait) return refuse('wait_does_not_run');
  if (fields['wait'] !== wait.id || fields['seen'] !== wait.dueOn)
    return refuse('wait_changed_meanwhile', { due: wait.dueOn });
  const rule = await extensionRuleOn(tx, cx.province, wait.ownerRole, todayIn(cx.now));
  return ok({ project, wait, rule });
}

/**
 * Asks for more working days, by whoever the project waits for; who may give them is told. Refuses `project_not_found`,
 * `wait_does_not_run`, `wait_changed_meanwhile`, `extension_is_for_who_waits`, `extension_is_given_by_nobody`,
 * `extension_above_limit`, `extension_is_asked_already`.
 */
export async function askExtension(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await opened(tx, cx, projectId, fields);
    if (!found.ok) return found;
    const { project, wait, rule } = found.value;
    const [way] = capacities(cx.actor, project, [wait.ownerRole], null);
    if (!way) return refuse('extension_is_for_who_waits');
    if (!rule) return refuse('extension_is_given_by_nobody');
    const read = readForm(askForm, fields);
    if (!read.ok) return read;
    const { days, reason } = read.value;
    const most = daysToGive(wait, rule);
    if (days > most)
      return refuse('extension_above_limit', { left: most, limit: rule.mostDays ?? most }, 'days');
    const behalf = way.onBehalfOf?.accountId ?? null;
    if (!(await insertRequest(tx, cx, projectId, wait, { days, reason, onBehalfOf: behalf })))
      return refuse('extension_is_asked_already');
    await recordEvent(tx, cx, {
      kind: 'deadline.extension_asked',
      subject: projectSubject(projectId),
      after: { dueOn: wait.dueOn, days },
      reason,
      onBehalfOf: behalf,
    });
    for (const role of rule.byRoles)
      await notify(tx, cx, {
        kind: 'extension_asked',
        to: { role },
        subject: projectSubject(projectId),
        fills: {
          ...{ number: project.number ?? '', name: cx.actor.name },
          ...{ step: wait.step, days: String(days) },
        },
        once: `extension_asked/${wait.id}/${wait.dueOn}/${cx.now.getTime()}`,
        except: cx.actor.accountId,
      });
    return ok(undefined);
  });
}

/** Refuses what was asked for, with a reason that the asker reads. Refuses as an extension would be refused. */
export async function refuseExtension(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await opened(tx, cx, projectId, fields);
    if (!found.ok) return found;
    const { project, wait, rule } = found.value;
    const permitted = permitExtension(cx.actor, project, wait, rule);
    if (!permitted.ok) return permitted;
    const asked = await openRequestOf(tx, cx.province, wait.id);
    if (!asked) return refuse('extension_is_not_asked');
    const read = readForm(refusalForm, fields);
    if (!read.ok) return read;
    const { answer } = read.value;
    await answerRequest(tx, cx, wait.id, { state: 'refused', answer });
    const subject = projectSubject(projectId);
    await recordEvent(tx, cx, {
      kind: 'deadline.extension_refused',
      subject,
      after: { dueOn: wait.dueOn, days: asked.days },
      reason: answer,
      onBehalfOf: permitted.value.onBehalfOf?.accountId ?? null,
    });
    await settleNotices(tx, cx, subject, ['extension_asked']);
    await notify(tx, cx, {
      kind: 'extension_refused',
      to: { account: asked.askedBy.id },
      subject,
      fills: { number: project.number ?? '', name: cx.actor.name, step: wait.step, reason: answer },
    });
    return ok(undefined);
  });
}

/** What is asked of the actor's roles, oldest first. */
export async function extensionsAskedOf(
  tx: Tx,
  cx: Context,
  limit: number,
): Promise<readonly ExtensionRequest[]> {
  if (!(await anyOpenRequest(tx, cx.province))) return [];
  const { extensions } = await clockRulesOn(tx, cx.province, todayIn(cx.now));
  const mine = [...cx.actor.memberships, ...(cx.actor.delegated ?? []).filter((one) => one.events === null)];
  // Nobody answers what their own desk asks, in somebody's place neither.
  const own = [...cx.actor.memberships.map((m) => m.role), ...(cx.actor.standsInFor?.ownRoles ?? [])];
  const desks = clockDesks.filter(
    (desk) =>
      !own.includes(desk) &&
      extensions.some((rule) => rule.ownerRole === desk && mine.some((m) => rule.byRoles.includes(m.role))),
  );
  return openRequestsOf(tx, cx.province, desks, limit);
}
