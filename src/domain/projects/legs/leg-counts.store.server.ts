import { sql } from 'kysely';
import type { Tx } from '#platform/server';
import type { Leg, LegCounts, LegFilter } from './legs.ts';

/**
 * The counts of some legs, for the projects of the filter's year and the one before. A row a leg and year, with its counts in
 * one piece: some thousand numbers, read from what is kept beside the legs.
 */
export async function legCounts(
  tx: Tx,
  province: string,
  filter: LegFilter,
  legs: readonly Leg[],
): Promise<LegCounts[]> {
  const narrowed = sql`c.province = ${province} and c.procedure = ${filter.procedure ?? ''} and c.content = ${filter.content ?? ''}
    and c.leg = asked.leg and c.cohort = asked.year`;
  const { rows } = await sql<LegCounts>`
    select asked.leg, asked.year, ended.counts as ended, running.counts as running
      from (select leg, year from unnest(${[...legs]}::text[]) leg cross join unnest(array[${filter.year}::int, ${filter.year}::int - 1]) year) asked
     cross join lateral (
       select coalesce(json_agg(json_build_object('unit', c.unit, 'reached', c.reached, 'days', c.days, 'n', c.n)), '[]') as counts
         from projects.ended_leg_count c where ${narrowed}) ended
     cross join lateral (
       select coalesce(json_agg(json_build_object('day', c.day, 'n', c.n)), '[]') as counts
         from projects.running_leg_count c where ${narrowed}) running`.execute(tx);
  return rows;
}

/** How many came to the end of each leg in the months of the filter's year, whatever year their request is of. */
export async function passedInYear(tx: Tx, province: string, filter: LegFilter): Promise<Map<Leg, number>> {
  const { rows } = await sql<{ leg: Leg; n: number }>`
    select leg, sum(n)::int as n
      from projects.reached_leg_month
     where province = ${province} and procedure = ${filter.procedure ?? ''} and content = ${filter.content ?? ''}
       and month between make_date(${filter.year}::int, 1, 1) and make_date(${filter.year}::int, 12, 1)
     group by leg`.execute(tx);
  return new Map(rows.map(({ leg, n }) => [leg, n]));
}
