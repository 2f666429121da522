import type { LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

/** What of a contract's schedule is done, by milestone. */
export async function milestonesDone(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<ReadonlyMap<string, LocalDate>> {
  const rows = await tx
    .selectFrom('agreements.milestone_done')
    .select(['milestone', 'done_on'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .execute();
  return new Map(rows.map((row) => [row.milestone, row.done_on as LocalDate]));
}

/** False where it was noted already. */
export async function insertDone(
  tx: Tx,
  cx: Context,
  done: {
    readonly projectId: string;
    readonly milestone: string;
    readonly doneOn: LocalDate;
    readonly note: string | null;
  },
): Promise<boolean> {
  const made = await tx
    .insertInto('agreements.milestone_done')
    .values({
      ...{ province: cx.province, project_id: done.projectId, milestone: done.milestone },
      ...{ done_on: done.doneOn, note: done.note, noted_by: cx.actor.accountId, noted_at: cx.now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function dropDone(tx: Tx, cx: Context, projectId: string, milestone: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('agreements.milestone_done')
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('milestone', '=', milestone)
    .executeTakeFirst();
  return gone.numDeletedRows === 1n;
}

export interface Suspension {
  readonly id: string;
  readonly fromOn: LocalDate;
  readonly reason: string;
  readonly by: string;
  readonly untilOn: LocalDate | null;
  readonly resumeReason: string | null;
}

/** Newest first; the running one, if there is one, stands first. */
export async function suspensionsOf(tx: Tx, province: string, projectId: string): Promise<Suspension[]> {
  const rows = await tx
    .selectFrom('agreements.suspension as s')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 's.province').onRef('a.id', '=', 's.suspended_by'),
    )
    .selectAll('s')
    .select('a.name as by')
    .where('s.province', '=', province)
    .where('s.project_id', '=', projectId)
    .orderBy('s.suspended_at', 'desc')
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, fromOn: r.from_on as LocalDate, reason: r.reason, by: r.by },
    ...{ untilOn: r.until_on as LocalDate | null, resumeReason: r.resume_reason },
  }));
}

export async function insertSuspension(
  tx: Tx,
  cx: Context,
  one: {
    readonly id: string;
    readonly projectId: string;
    readonly fromOn: LocalDate;
    readonly reason: string;
  },
): Promise<void> {
  await tx
    .insertInto('agreements.suspension')
    .values({
      ...{ province: cx.province, id: one.id, project_id: one.projectId, from_on: one.fromOn },
      ...{ reason: one.reason, suspended_by: cx.actor.accountId, suspended_at: cx.now },
    })
    .execute();
}

export async function endSuspension(
  tx: Tx,
  cx: Context,
  id: string,
  end: { readonly untilOn: LocalDate; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable('agreements.suspension')
    .set({
      ...{ until_on: end.untilOn, resume_reason: end.reason },
      ...{ resumed_by: cx.actor.accountId, resumed_at: cx.now },
    })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}
