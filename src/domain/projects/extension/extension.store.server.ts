import { localDate, newId, type LocalDate } from '#kernel';
import { clockRulesOn } from '#law/server';
import type { Role } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { projectSubject } from '../project.store.server.ts';
import type { ExtensionRule, RunningWait } from './extension.ts';

/** The wait a project is in, with what it was extended by; undefined where nothing is waited for or no day is set. */
export async function runningWait(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<RunningWait | undefined> {
  const row = await tx
    .selectFrom('records.deadline as d')
    .select(['d.id', 'd.step', 'd.owner_role', 'd.due_on', 'd.counted_from', 'd.counted_days'])
    .where('d.province', '=', province)
    .where('d.subject_kind', '=', 'project')
    .where('d.subject_id', '=', projectId)
    .where('d.closed_at', 'is', null)
    .where('d.paused_on', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const given = (await extensionsOf(tx, province, projectId)).filter((one) => one.deadlineId === row.id);
  return {
    id: row.id,
    step: row.step,
    ownerRole: row.owner_role as Role,
    dueOn: localDate(row.due_on),
    countedFrom: localDate(row.counted_from),
    countedDays: row.counted_days,
    given: { times: given.length, days: given.reduce((sum, one) => sum + one.days, 0) },
  };
}

/** The rule for a desk on a day, the province's own before the default; null where nobody may extend its waits. */
export async function extensionRuleOn(
  tx: Tx,
  province: string,
  ownerRole: Role,
  on: LocalDate,
): Promise<ExtensionRule | null> {
  const { own, extensions } = await clockRulesOn(tx, province, on);
  const rule = extensions.find((one) => one.ownerRole === ownerRole);
  return rule ? { ...rule, basis: own === null ? 'system_default' : 'own' } : null;
}

export interface Extension {
  readonly id: string;
  readonly deadlineId: string;
  readonly days: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly reason: string;
  readonly role: Role;
  readonly givenBy: string;
  /** In whose place; null where in their own name. */
  readonly onBehalfOf: string | null;
  readonly at: Date;
}

/** All extensions of a project's waits, oldest first: part of its history. */
export async function extensionsOf(tx: Tx, province: string, projectId: string): Promise<Extension[]> {
  const rows = await tx
    .selectFrom('records.extension as x')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'x.province').onRef('a.id', '=', 'x.given_by'),
    )
    .leftJoin('people.account as b', (j) =>
      j.onRef('b.province', '=', 'x.province').onRef('b.id', '=', 'x.on_behalf_of'),
    )
    .select([
      'x.id',
      'x.deadline_id',
      'x.days',
      'x.from_due',
      'x.to_due',
      'x.reason',
      'x.role',
      'x.at',
      'a.name',
      'b.name as behalf',
    ])
    .where('x.province', '=', province)
    .where('x.subject_kind', '=', 'project')
    .where('x.subject_id', '=', projectId)
    .orderBy('x.at')
    .orderBy('x.id')
    .execute();
  return rows.map((x) => ({
    id: x.id,
    deadlineId: x.deadline_id,
    days: x.days,
    from: localDate(x.from_due),
    to: localDate(x.to_due),
    reason: x.reason,
    role: x.role as Role,
    givenBy: x.name,
    onBehalfOf: x.behalf,
    at: x.at,
  }));
}

/** Moves the due day of a wait and of its project, and keeps by whom and why. */
export async function writeExtension(
  tx: Tx,
  cx: Context,
  projectId: string,
  wait: RunningWait,
  given: {
    readonly days: number;
    readonly due: LocalDate;
    readonly reason: string;
    readonly role: Role;
    readonly onBehalfOf: string | null;
  },
): Promise<void> {
  const subject = projectSubject(projectId);
  await tx
    .insertInto('records.extension')
    .values({
      province: cx.province,
      id: newId(cx.now.getTime()),
      deadline_id: wait.id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      days: given.days,
      from_due: wait.dueOn,
      to_due: given.due,
      reason: given.reason,
      role: given.role,
      given_by: cx.actor.accountId,
      on_behalf_of: given.onBehalfOf,
      at: cx.now,
    })
    .execute();
  await tx
    .updateTable('records.deadline')
    .set({ due_on: given.due, counted_days: wait.countedDays + given.days })
    .where('province', '=', cx.province)
    .where('id', '=', wait.id)
    .execute();
  // Not a new revision: what others are deciding on is as they saw it.
  await tx
    .updateTable('projects.project')
    .set({ due_on: given.due })
    .where('province', '=', cx.province)
    .where('id', '=', projectId)
    .execute();
}
