import { sql } from 'kysely';
import { dong, type Dong } from '#kernel';
import type { Tx } from '#platform/server';

export interface PlanRow {
  readonly number: string;
  readonly title: string;
  readonly who: string;
  readonly commune: string;
  readonly support: Dong;
}

/** So many projects one decision's list may have here. */
const MOST = 3000;

/** The projects a decision put into a plan, in the order of their numbers. */
export async function planRowsOf(tx: Tx, province: string, decision: string): Promise<readonly PlanRow[]> {
  const rows = await tx
    .selectFrom('projects.act as a')
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'a.province').onRef('p.id', '=', 'a.project_id'),
    )
    .leftJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'p.province').onRef('e.id', '=', 'p.establishment_id'),
    )
    .leftJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'p.province').onRef('u.id', '=', 'p.implementing_unit'),
    )
    .leftJoin('territory.commune as c', 'c.code', 'p.commune_code')
    .select([
      'p.number',
      'p.title',
      'a.amount',
      'c.name as commune',
      'e.name as establishment',
      'u.name as unit',
    ])
    .where('a.province', '=', province)
    .where('a.event', '=', 'approve_plan')
    .where(sql<string>`a.data ->> 'decisionNumber'`, '=', decision)
    .orderBy('p.number')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({
    number: row.number ?? '',
    title: row.title,
    who: row.establishment ?? row.unit ?? '',
    commune: row.commune ?? '',
    support: dong(row.amount ?? 0n),
  }));
}
