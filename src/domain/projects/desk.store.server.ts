import { sql } from 'kysely';
import type { Dong, LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { Event, State } from './project.transitions.ts';

/** One thing that waits for somebody. */
export interface Waiting {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly establishmentName: string;
  readonly state: State;
  readonly step: Event;
  readonly amount: Dong;
  readonly startedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly ownerRole: Role;
}

/**
 * What waits for these roles, soonest first; late ones lead because their day is the earliest. Each role's
 * soonest are read off the index and merged, so that it costs the same however many wait.
 */
export async function waitingFor(
  tx: Tx,
  province: string,
  roles: readonly Role[],
  limit: number,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select p.id as "projectId", p.number, p.title, e.name as "establishmentName", p.state, d.step,
           coalesce(p.contract_support, p.estimate_support, p.planned_support, p.asked_support) as amount,
           d.started_on as "startedOn", d.due_on as "dueOn", d.owner_role as "ownerRole"
      from (select soonest.*
              from unnest(${[...roles]}::text[]) as role
             cross join lateral (
               select w.subject_id, w.step, w.started_on, w.due_on, w.owner_role, w.id
                 from records.deadline w
                where w.province = ${province} and w.owner_role = role and w.subject_kind = 'project'
                  and w.closed_at is null and w.paused_on is null
                order by w.due_on, w.id
                limit ${limit}) soonest
             order by soonest.due_on, soonest.id
             limit ${limit}) d
      join projects.project p on p.province = ${province} and p.id = d.subject_id
      join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
     order by d.due_on, d.id`.execute(tx);
  return rows;
}

export interface Done {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly event: Event;
  readonly at: Date;
  readonly amount: Dong | null;
}

/** What this person did last, newest first. */
export async function recentlyDone(
  tx: Tx,
  province: string,
  accountId: string,
  limit: number,
): Promise<Done[]> {
  return tx
    .selectFrom('projects.act as x')
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'x.province').onRef('p.id', '=', 'x.project_id'),
    )
    .select(['p.id as projectId', 'p.number', 'p.title', 'x.event', 'x.at', 'x.amount'])
    .where('x.province', '=', province)
    .where('x.actor_id', '=', accountId)
    .orderBy('x.at', 'desc')
    .limit(limit)
    .execute() as unknown as Promise<Done[]>;
}
