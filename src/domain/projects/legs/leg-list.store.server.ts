import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import { keyText, type ListKey } from '../project-list.ts';
import type { State } from '../project.transitions.ts';
import type { LegListFilter } from './legs.ts';

/** One project on one leg, or past it. */
export interface ListedLeg {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly state: State;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly workingDays: number | null;
  readonly days: number | null;
}

function conditions(province: string, f: LegListFilter) {
  const outcome = {
    reached: sql`l.ended_on is not null and l.reached`,
    left: sql`l.ended_on is not null and not l.reached`,
    running: sql`l.ended_on is null`,
    passed: sql`l.reached and l.ended_on between make_date(${f.year}::int, 1, 1) and make_date(${f.year}::int, 12, 31)`,
  }[f.outcome];
  const cohort = f.outcome === 'passed' ? sql`` : sql`and l.cohort = ${f.year}::int`;
  return sql`l.province = ${province} and l.leg = ${f.leg} ${cohort} and ${outcome}
    and (${f.procedure}::text is null or l.procedure = ${f.procedure}) and (${f.content}::text is null or l.content = ${f.content})`;
}

/** A page of the projects behind a figure: those that took longest first; those under way, the oldest first; of a year's, the newest. */
export async function listLegs(
  tx: Tx,
  province: string,
  filter: LegListFilter,
  page: { readonly after: ListKey | null; readonly size: number },
): Promise<{ readonly rows: readonly ListedLeg[]; readonly next: string | null }> {
  const byDays = [sql.ref('days'), sql.raw('int'), sql.raw('<'), sql.raw('desc')] as const;
  const [column, type, after, order] = {
    reached: byDays,
    left: byDays,
    running: [sql.ref('counted_from'), sql.raw('date'), sql.raw('>'), sql.raw('asc')] as const,
    passed: [sql.ref('ended_on'), sql.raw('date'), sql.raw('<'), sql.raw('desc')] as const,
  }[filter.outcome];
  const from = page.after;
  const { rows } = await sql<ListedLeg & { key: string }>`/* prepared */
    select p.id as "projectId", p.number, p.title, p.state, l.started_on as "startedOn", l.ended_on as "endedOn",
           l.working_days as "workingDays", l.days, l.${column}::text as key
      from (select l.* from projects.leg l
             where ${conditions(province, filter)}
               ${from ? sql`and (l.${column}, l.project_id) ${after} (${from.value}::${type}, ${from.id}::uuid)` : sql``}
             order by l.${column} ${order}, l.project_id ${order}
             limit ${page.size + 1}) l
      join projects.project p on p.province = ${province} and p.id = l.project_id
     order by l.${column} ${order}, l.project_id ${order}`.execute(tx);
  const kept = rows.slice(0, page.size);
  const last = kept.at(-1);
  return {
    rows: kept.map(({ key: _key, ...row }) => row),
    next: rows.length > page.size && last ? keyText({ value: last.key, id: last.projectId }) : null,
  };
}
