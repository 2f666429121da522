import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';

/** Named in a refusal; beyond these, their number would help nobody more. */
const NAMED = 10;

/** Which of the projects that norm sets bind: whose plan was approved from a day on, whose content is not kept. */
export interface BoundWhere {
  readonly sets: readonly string[];
  readonly approvedFrom?: LocalDate;
  readonly kept?: readonly string[];
}

export interface BoundProjects {
  /** Of one's own province, by number; a few of them. */
  readonly own: readonly { readonly number: string; readonly content: string }[];
  /** Of other provinces only how many: national sets bind there too, and the rest is not ours to know. */
  readonly elsewhere: readonly { readonly province: string; readonly projects: number }[];
}

/** Projects that sets bind, in this province and, under national sets, in all others. */
export async function boundProjects(
  tx: Tx,
  province: string,
  { sets, approvedFrom, kept }: BoundWhere,
): Promise<BoundProjects> {
  if (sets.length === 0) return { own: [], elsewhere: [] };
  const own = await tx
    .selectFrom('projects.project as p')
    .select(['p.number', 'p.content_code'])
    .where('p.province', '=', province)
    .where('p.norm_set_id', 'in', sets)
    .$if(kept !== undefined && kept.length > 0, (q) => q.where('p.content_code', 'not in', kept!))
    .$if(approvedFrom !== undefined, (q) =>
      q.where((eb) =>
        eb.exists(
          eb
            .selectFrom('projects.act as a')
            .select('a.id')
            .whereRef('a.province', '=', 'p.province')
            .whereRef('a.project_id', '=', 'p.id')
            .where('a.event', '=', 'approve_plan')
            .where('a.on_date', '>=', approvedFrom!),
        ),
      ),
    )
    .orderBy('p.number')
    .limit(NAMED)
    .execute();
  const { rows } = await sql<{ province: string; projects: bigint }>`
    select province, projects from projects.bound_elsewhere(${sets}::text[], ${approvedFrom ?? null}, ${kept ?? null}::text[])`.execute(
    tx,
  );
  return {
    own: own.map(({ number, content_code }) => ({ number: number ?? '–', content: content_code })),
    elsewhere: rows.map((row) => ({ province: row.province, projects: Number(row.projects) })),
  };
}

/** All sets of the fund (and province) a set belongs to, without it: those whose time it may cut short. */
export async function otherSetsOfFund(tx: Tx, setId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select s.id from law.norm_set s
      join law.norm_set n on n.fund = s.fund and n.province is not distinct from s.province
     where n.id = ${setId} and s.id <> ${setId}`.execute(tx);
  return rows.map(({ id }) => id);
}
