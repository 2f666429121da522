import { sql } from 'kysely';
import { dong, ZERO_DONG, type Dong, type LocalDate, type Rate } from '#kernel';
import type { Tx } from '#platform/server';
import { keyText, type ListKey } from '../project-list.ts';
import type { ProcedureKind, State } from '../project.transitions.ts';
import { advanceLegs, forecastLegs, LATE_YEARS, type LegPast, type LegRange } from './forecast.ts';
import type { Leg, LegFilter } from './legs.ts';

/** Which part of the support of a content may first be advanced, in hundredths of a per cent. */
export interface AdvanceShare {
  readonly procedure: ProcedureKind;
  readonly content: string;
  readonly share: Rate;
}

/** What is known of every leg from the plan on: a row a procedure and leg, read from the counts kept beside the legs. */
export async function legPasts(
  tx: Tx,
  province: string,
  filter: Pick<LegFilter, 'procedure' | 'content'>,
  thisYear: number,
  shares: readonly AdvanceShare[],
): Promise<LegPast[]> {
  const narrowed = sql`c.province = ${province} and c.procedure = asked.procedure and c.content = ${filter.content ?? ''} and c.leg = asked.leg`;
  const since = sql`${thisYear - LATE_YEARS}::int`;
  const { rows } = await sql<Stored>`
    select asked.procedure, asked.leg, ended.counts as ended, running.counts as running
      from (select procedure, leg from unnest(array['provincial', 'national']) procedure
             cross join unnest(${[...forecastLegs]}::text[]) leg
             where ${filter.procedure}::text is null or procedure = ${filter.procedure}) asked
     cross join lateral (
       select coalesce(json_agg(json_build_object('days', days, 'reached', reached, 'n', n)), '[]') as counts
         from (select days, reached, sum(n)::int as n from projects.ended_leg_count c
                where ${narrowed} and c.cohort >= ${since} and c.unit = 'calendar'
                group by days, reached) c) ended
     cross join lateral (
       select coalesce(json_agg(json_build_object('day', day, 'n', n, 'recent', recent, 'amount', amount::text)), '[]') as counts
         from (select day, sum(n)::int as n, coalesce(sum(n) filter (where cohort >= ${since}), 0)::int as recent,
                      sum(amount) as amount
                 from projects.running_leg_count c
                where ${narrowed}
                group by day) c) running`.execute(tx);
  const most = await advancesByDay(tx, province, filter, shares);
  return rows.map(({ running, ...row }) => ({
    ...row,
    running: running.map((one) => ({
      ...one,
      amount: dong(one.amount),
      advance: most.get(`${row.procedure}/${row.leg}/${one.day}`) ?? ZERO_DONG,
    })),
  }));
}

type Stored = Omit<LegPast, 'running'> & {
  readonly running: readonly {
    readonly day: LocalDate;
    readonly n: number;
    readonly recent: number;
    readonly amount: string;
  }[];
};

/** The rules of advances are by content: of the legs before an advance the counts of each content are read. */
async function advancesByDay(
  tx: Tx,
  province: string,
  filter: Pick<LegFilter, 'procedure' | 'content'>,
  shares: readonly AdvanceShare[],
): Promise<ReadonlyMap<string, Dong>> {
  const asked = shares.filter(
    ({ procedure, content }) =>
      (filter.procedure ?? procedure) === procedure && (filter.content ?? content) === content,
  );
  const { rows } = await sql<{ key: string; amount: string }>`
    select c.procedure || '/' || c.leg || '/' || to_char(c.day, 'YYYY-MM-DD') as key, trunc(sum(c.amount * rule.share) / 10000)::text as amount
      from unnest(${asked.map((one) => one.procedure)}::text[], ${asked.map((one) => one.content)}::text[],
                  ${asked.map((one) => String(one.share))}::numeric[]) rule(procedure, content, share)
      join projects.running_leg_count c
        on c.province = ${province} and c.procedure = rule.procedure and c.content = rule.content
       and c.leg = any (${[...advanceLegs]}::text[])
     group by c.procedure, c.leg, c.day`.execute(tx);
  return new Map(rows.map(({ key, amount }) => [key, dong(amount)]));
}

/** How many projects came to the end of a leg in each month (`YYYY-MM`) from one on, and with which money. */
export async function reachedByMonth(
  tx: Tx,
  province: string,
  filter: Pick<LegFilter, 'procedure' | 'content'>,
  legs: readonly Leg[],
  from: LocalDate,
): Promise<{ readonly leg: Leg; readonly month: string; readonly n: number; readonly amount: Dong }[]> {
  const { rows } = await sql<{ leg: Leg; month: string; n: number; amount: Dong }>`
    select leg, to_char(month, 'YYYY-MM') as month, n, amount
      from projects.reached_leg_month
     where province = ${province} and procedure = ${filter.procedure ?? ''} and content = ${filter.content ?? ''}
       and leg = any (${[...legs]}::text[]) and month >= ${from}::date`.execute(tx);
  return rows;
}

/** One project on a leg, by the day it counts from. */
export interface ListedStanding {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly state: State;
  readonly procedure: ProcedureKind;
  readonly leg: Leg;
  readonly content: string;
  /** What was approved for it. */
  readonly amount: Dong;
  readonly day: LocalDate;
}

/** A page of the projects of some ranges of days, the oldest first; each range read off its index. */
export async function listStanding(
  tx: Tx,
  province: string,
  ranges: readonly LegRange[],
  content: string | null,
  page: { readonly after: ListKey | null; readonly size: number },
): Promise<{ readonly rows: readonly ListedStanding[]; readonly next: string | null }> {
  const from = page.after;
  const { rows } = await sql<ListedStanding>`/* prepared */
    select p.id as "projectId", p.number, p.title, p.state, l.procedure, l.leg, l.content, l.amount, l.counted_from as day
      from (select l.*
              from unnest(${ranges.map((r) => r.procedure)}::text[], ${ranges.map((r) => r.leg)}::text[],
                          ${ranges.map((r) => r.from)}::date[], ${ranges.map((r) => r.until)}::date[]) asked(procedure, leg, first, last)
             cross join lateral (
               select l.* from projects.leg l
                where l.province = ${province} and l.leg = asked.leg and l.procedure = asked.procedure and l.ended_on is null
                  and l.counted_from between asked.first and asked.last
                  and (${content}::text is null or l.content = ${content})
                  ${from ? sql`and (l.counted_from, l.project_id) > (${from.value}::date, ${from.id}::uuid)` : sql``}
                order by l.counted_from, l.project_id
                limit ${page.size + 1}) l
             order by l.counted_from, l.project_id
             limit ${page.size + 1}) l
      join projects.project p on p.province = ${province} and p.id = l.project_id
     order by l.counted_from, l.project_id`.execute(tx);
  const kept = rows.slice(0, page.size);
  const last = kept.at(-1);
  return {
    rows: kept,
    next: rows.length > page.size && last ? keyText({ value: last.day, id: last.projectId }) : null,
  };
}
