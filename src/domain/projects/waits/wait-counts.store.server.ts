import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { EndedWaits, OpenWaits, WaitFilter } from './waits.ts';

/**
 * The waits that ended in the filter's year and the one before, by desk. Read from the counts kept beside the waits:
 * the median is found among days, not among waits.
 */
export async function endedWaits(tx: Tx, province: string, filter: WaitFilter): Promise<EndedWaits[]> {
  const { rows } = await sql<EndedWaits>`
    select year, step, owner_role as role, sum(ended)::int as ended, sum(late)::int as late,
           coalesce(sum(ended) filter (where days_used < 0), 0)::int as unknown,
           min(days_used) filter (where days_used >= 0 and so_far * 2 >= known) as median,
           min(days_used) filter (where days_used >= 0 and so_far * 10 >= known * 9) as ninetieth,
           round(sum(given)::numeric / sum(ended), 1)::float8 as given
      from (select c.*, sum(ended) filter (where days_used >= 0) over (desk order by days_used) as so_far,
                   sum(ended) filter (where days_used >= 0) over desk as known
              from (select year, step, owner_role, days_used, sum(ended) as ended, sum(late) as late, sum(given) as given
                      from records.ended_wait_count
                     where province = ${province} and procedure = ${filter.procedure ?? ''} and content = ${filter.content ?? ''}
                       and year in (${filter.year}::int, ${filter.year}::int - 1) and ended > 0
                     group by year, step, owner_role, days_used) c
            window desk as (partition by year, step, owner_role)) counted
     group by year, step, owner_role`.execute(tx);
  return rows;
}

/** The running waits by desk: late before `today`, soon from then until `soonUntil`. */
export async function openWaits(
  tx: Tx,
  province: string,
  filter: Pick<WaitFilter, 'procedure' | 'content'>,
  days: { readonly today: LocalDate; readonly soonUntil: LocalDate },
): Promise<OpenWaits[]> {
  const { rows } = await sql<OpenWaits>`
    select step, owner_role as role, sum(due)::int as open,
           coalesce(sum(due) filter (where day < ${days.today}::date), 0)::int as late,
           coalesce(sum(due) filter (where day between ${days.today}::date and ${days.soonUntil}::date), 0)::int as soon,
           min(day) filter (where started > 0) as oldest
      from records.open_wait_count
     where province = ${province} and procedure = ${filter.procedure ?? ''} and content = ${filter.content ?? ''}
     group by step, owner_role
    having sum(due) > 0`.execute(tx);
  return rows;
}

export interface DeskWait {
  readonly ownerRole: Role;
  readonly open: number;
  readonly late: number;
  /** Calendar days. */
  readonly medianDays: number;
}

/** Where dossiers wait: running waits a role, how many late, and the median calendar days they have waited. */
export async function deskWaits(tx: Tx, province: string, today: LocalDate): Promise<DeskWait[]> {
  const { rows } = await sql<DeskWait>`
    select owner_role as "ownerRole", max(total)::int as open, sum(late)::int as late,
           ${today}::date - max(day) filter (where started > 0 and so_far * 2 >= total) as "medianDays"
      from (select days.*, sum(started) over role as total, sum(started) over (role order by day desc) as so_far
              from (select owner_role, day, sum(started) as started,
                           coalesce(sum(due) filter (where day < ${today}::date), 0) as late
                      from records.open_wait_count
                     where province = ${province} and procedure = '' and content = ''
                     group by owner_role, day) days
            window role as (partition by owner_role)) counted
     group by owner_role
    having max(total) > 0
     order by 4 desc`.execute(tx);
  return rows;
}
