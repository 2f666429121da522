import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Tx } from '#platform/server';

/** A due date that a published calendar moved. */
export interface DeadlineMove {
  readonly projectId: string;
  readonly number: string | null;
  readonly title: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Counts due dates again after a publication; answers how many moved in the transaction's province. */
export async function recountDue(tx: Tx, publication: string): Promise<number> {
  const { rows } = await sql<{ moved: number }>`select projects.recount_due(${publication}) as moved`.execute(
    tx,
  );
  return rows[0]?.moved ?? 0;
}

/** Tells whoever waits or is waited for, in every province, which of their due dates a publication moved. */
export async function tellMoved(tx: Tx, publication: string): Promise<void> {
  await sql`select projects.tell_moved(${publication})`.execute(tx);
}

/** What a publication moved in the province, soonest due first, so many at most; and how many in all. */
export async function deadlineMoves(
  tx: Tx,
  province: string,
  publication: string,
  most: number,
): Promise<{ readonly moves: readonly DeadlineMove[]; readonly count: number }> {
  const of = tx
    .selectFrom('records.deadline_move as m')
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'm.province').onRef('p.id', '=', 'm.subject_id'),
    )
    .where('m.province', '=', province)
    .where('m.cause', '=', publication)
    .where('m.subject_kind', '=', 'project');
  const rows = await of
    .select(['p.id', 'p.number', 'p.title', 'm.from_due', 'm.to_due'])
    .orderBy('m.to_due')
    .orderBy('p.number')
    .limit(most)
    .execute();
  const { count } = await of.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
  return {
    moves: rows.map(({ id, number, title, from_due, to_due }) => ({
      projectId: id,
      number,
      title,
      from: localDate(from_due),
      to: localDate(to_due),
    })),
    count: Number(count),
  };
}
