import { sql } from 'kysely';
import { localDate, newId, type LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { projectSubject } from '../project.store.server.ts';
import type { RunningWait } from './extension.ts';

/** More time asked for, with the project and the wait it is of. */
export interface ExtensionRequest {
  readonly id: string;
  readonly deadlineId: string;
  readonly projectId: string;
  readonly number: string | null;
  readonly title: string;
  readonly step: string;
  readonly ownerRole: Role;
  readonly dueOn: LocalDate;
  readonly days: number;
  readonly reason: string;
  readonly askedBy: { readonly id: string; readonly name: string };
  readonly onBehalfOf: string | null;
  readonly at: Date;
}

const open = (tx: Tx, province: string) =>
  tx
    .selectFrom('records.extension_request as x')
    .innerJoin('records.deadline as d', (j) =>
      j.onRef('d.province', '=', 'x.province').onRef('d.id', '=', 'x.deadline_id'),
    )
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'x.province').onRef('p.id', '=', 'x.subject_id'),
    )
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'x.province').onRef('a.id', '=', 'x.asked_by'),
    )
    .leftJoin('people.account as b', (j) =>
      j.onRef('b.province', '=', 'x.province').onRef('b.id', '=', 'x.on_behalf_of'),
    )
    .selectAll('x')
    .select(['d.step', 'd.due_on', 'p.number', 'p.title', 'a.name', 'b.name as behalf'])
    .where('x.province', '=', province)
    .where('x.state', '=', 'open')
    .where('d.closed_at', 'is', null);

const requestOf = (row: Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>) => ({
  id: row.id,
  deadlineId: row.deadline_id,
  projectId: row.subject_id,
  number: row.number,
  title: row.title,
  step: row.step,
  ownerRole: row.owner_role as Role,
  dueOn: localDate(row.due_on),
  days: row.days,
  reason: row.reason,
  askedBy: { id: row.asked_by, name: row.name },
  onBehalfOf: row.behalf,
  at: row.at,
});

/** What is asked for of a wait and not answered. */
export async function openRequestOf(
  tx: Tx,
  province: string,
  deadlineId: string,
): Promise<ExtensionRequest | undefined> {
  const row = await open(tx, province).where('x.deadline_id', '=', deadlineId).executeTakeFirst();
  return row && requestOf(row);
}

/** Whether anything is asked for that nobody answered. */
export async function anyOpenRequest(tx: Tx, province: string): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`/* prepared */
    select exists (select from records.extension_request where province = ${province} and state = 'open') as "any"`.execute(
    tx,
  );
  return rows[0]?.any ?? false;
}

/** What desks ask for and nobody answered, oldest first. */
export async function openRequestsOf(
  tx: Tx,
  province: string,
  desks: readonly Role[],
  limit: number,
): Promise<ExtensionRequest[]> {
  if (desks.length === 0) return [];
  const rows = await open(tx, province)
    .where('x.owner_role', 'in', desks)
    .orderBy('x.at')
    .limit(limit)
    .execute();
  return rows.map(requestOf);
}

/** Answers false where somebody asked at the same time. */
export async function insertRequest(
  tx: Tx,
  cx: Context,
  projectId: string,
  wait: RunningWait,
  asked: { readonly days: number; readonly reason: string; readonly onBehalfOf: string | null },
): Promise<boolean> {
  const subject = projectSubject(projectId);
  const done = await tx
    .insertInto('records.extension_request')
    .values({
      province: cx.province,
      id: newId(cx.now.getTime()),
      deadline_id: wait.id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      owner_role: wait.ownerRole,
      days: asked.days,
      reason: asked.reason,
      asked_by: cx.actor.accountId,
      on_behalf_of: asked.onBehalfOf,
      at: cx.now,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Closes what is asked for of a wait; false where nothing is. */
export async function answerRequest(
  tx: Tx,
  cx: Context,
  deadlineId: string,
  answer: { readonly state: 'granted' | 'refused'; readonly answer: string | null },
): Promise<boolean> {
  const done = await tx
    .updateTable('records.extension_request')
    .set({ ...answer, answered_by: cx.actor.accountId, answered_at: cx.now })
    .where('province', '=', cx.province)
    .where('deadline_id', '=', deadlineId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
