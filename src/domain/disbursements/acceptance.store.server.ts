import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export interface AcceptanceCondition {
  readonly actId: string;
  readonly conditions: string;
  readonly dueOn: LocalDate;
  readonly state: 'open' | 'fulfilled' | 'failed';
  readonly note: string | null;
  readonly documentId: string | null;
  readonly closedByName: string | null;
  readonly closedAt: Date | null;
}

export async function conditionsOf(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<AcceptanceCondition[]> {
  const rows = await tx
    .selectFrom('disbursements.acceptance_condition as c')
    .leftJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'c.province').onRef('a.id', '=', 'c.closed_by'),
    )
    .selectAll('c')
    .select('a.name as closed_by_name')
    .where('c.province', '=', province)
    .where('c.project_id', '=', projectId)
    .execute();
  return rows.map((r) => ({
    ...{ actId: r.act_id, conditions: r.conditions, dueOn: r.due_on as LocalDate, note: r.note },
    ...{ state: r.state as AcceptanceCondition['state'], documentId: r.document_id },
    ...{ closedByName: r.closed_by_name, closedAt: r.closed_at },
  }));
}

/** False where it was closed meanwhile. */
export async function fulfilCondition(
  tx: Tx,
  cx: Context,
  projectId: string,
  done: { readonly note: string; readonly documentId: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable('disbursements.acceptance_condition')
    .set({
      ...{ state: 'fulfilled', note: done.note, document_id: done.documentId },
      ...{ closed_by: cx.actor.accountId, closed_at: cx.now },
    })
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface AcceptedMachine {
  readonly serial: string;
  /** Other projects of the province that a machine of the same number was accepted for. */
  readonly elsewhere: readonly { readonly id: string; readonly number: string | null }[];
}

/** The machines of a project's acceptances, and where else each was accepted. */
export async function machinesOf(tx: Tx, province: string, projectId: string): Promise<AcceptedMachine[]> {
  const { rows } = await sql<{ serial: string; elsewhere: { id: string; number: string | null }[] }>`
    select own.serial, coalesce((
        select jsonb_agg(distinct jsonb_build_object('id', p.id, 'number', p.number))
          from disbursements.machine_serial o
          join projects.project p on p.province = o.province and p.id = o.project_id
         where o.province = own.province and o.serial_key = own.key and o.project_id <> ${projectId}), '[]') as elsewhere
      from (select s.province, s.serial_key as key, min(s.serial) as serial from disbursements.machine_serial s
             where s.province = ${province} and s.project_id = ${projectId} group by s.province, s.serial_key) own
     order by own.serial`.execute(tx);
  return rows;
}
