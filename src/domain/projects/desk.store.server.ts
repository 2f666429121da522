import { sql } from 'kysely';
import type { Dong, LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { ListKey } from './project-list.ts';
import type { Event, State } from './project.transitions.ts';

/** One thing that waits for somebody. */
export interface Waiting {
  /** Of the wait itself. */
  readonly id: string;
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly establishmentName: string;
  readonly state: State;
  /** What is seen; an act on a later one is refused. */
  readonly revision: number;
  readonly step: Event;
  readonly amount: Dong;
  readonly startedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly ownerRole: Role;
}

/**
 * What waits for these roles, soonest first; late ones lead because their day is the earliest. Each role's
 * soonest are read off the index and merged, so that it costs the same however many wait. `steps`: of these acts only;
 * `after`: beyond this wait, by its day and id.
 */
export async function waitingFor(
  tx: Tx,
  province: string,
  roles: readonly Role[],
  limit: number,
  steps: readonly string[] | null = null,
  after: ListKey | null = null,
): Promise<Waiting[]> {
  const from = after ?? { value: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
  const { rows } = await sql<Waiting>`/* prepared */
    select d.id, p.id as "projectId", p.number, p.title, p.state, p.revision, d.step,
           coalesce(e.name, (select u.name from people.unit u where u.province = p.province and u.id = p.implementing_unit)) as "establishmentName",
           coalesce(p.contract_support, p.estimate_support, p.planned_support, p.asked_support) as amount,
           d.started_on as "startedOn", d.due_on as "dueOn", d.owner_role as "ownerRole"
      from (select soonest.*
              from unnest(${[...roles]}::text[]) as role
             cross join lateral (
               select w.subject_id, w.step, w.started_on, w.due_on, w.owner_role, w.id
                 from records.deadline w
                where w.province = ${province} and w.owner_role = role and w.subject_kind = 'project'
                  and w.closed_at is null and w.paused_on is null
                  and (w.due_on, w.id) > (${from.value}::date, ${from.id}::uuid)
                  and (${steps === null} or w.step = any (${[...(steps ?? [])]}::text[]))
                order by w.due_on, w.id
                limit ${limit}) soonest
             order by soonest.due_on, soonest.id
             limit ${limit}) d
      join projects.project p on p.province = ${province} and p.id = d.subject_id
      left join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
     order by d.due_on, d.id`.execute(tx);
  return rows;
}

/** What an earlier act of each project said: its sum and who did it; the last of these acts counts. */
export async function lastSaid(
  tx: Tx,
  province: string,
  projectIds: readonly string[],
  events: readonly Event[],
): Promise<
  ReadonlyMap<string, { readonly amount: Dong | null; readonly by: string; readonly note: string | null }>
> {
  const { rows } = await sql<{ projectId: string; amount: Dong | null; by: string; note: string | null }>`
    select distinct on (a.project_id) a.project_id as "projectId", a.amount, c.name as by, a.data ->> 'note' as note
      from projects.act a join people.account c on c.province = a.province and c.id = a.actor_id
     where a.province = ${province} and a.project_id = any (${[...projectIds]}::uuid[])
       and a.event = any (${[...events]}::text[])
     order by a.project_id, a.seq desc`.execute(tx);
  return new Map(rows.map((row) => [row.projectId, row]));
}

/** How many wait for a role, of these acts only where named; read off the counts kept beside the waits. */
export async function countWaiting(
  tx: Tx,
  province: string,
  role: Role,
  steps: readonly string[] | null,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(due), 0)::int as n from records.open_wait_count
     where province = ${province} and procedure = '' and content = '' and owner_role = ${role}
       and (${steps === null} or step = any (${[...(steps ?? [])]}::text[]))`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface Done {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly event: Event;
  readonly at: Date;
  readonly amount: Dong | null;
  /** Who did it in this person's name; null: they themself. */
  readonly doneBy: string | null;
  /** In whose name this person did it; null: in their own. */
  readonly onBehalfOf: string | null;
}

/** What this person did last, or somebody in their name, newest first. */
export async function recentlyDone(
  tx: Tx,
  province: string,
  accountId: string,
  limit: number,
): Promise<Done[]> {
  const { rows } = await sql<Done>`
    select p.id as "projectId", p.number, p.title, x.event, x.at, x.amount,
           case when x.actor_id <> ${accountId}::uuid then a.name end as "doneBy",
           case when x.actor_id = ${accountId}::uuid then b.name end as "onBehalfOf"
      from ((select * from projects.act where province = ${province} and actor_id = ${accountId}::uuid
              order by at desc limit ${limit})
            union all
            (select * from projects.act where province = ${province} and on_behalf_of = ${accountId}::uuid
              order by at desc limit ${limit})) x
      join projects.project p on p.province = x.province and p.id = x.project_id
      join people.account a on a.province = x.province and a.id = x.actor_id
      left join people.account b on b.province = x.province and b.id = x.on_behalf_of
     order by x.at desc limit ${limit}`.execute(tx);
  return rows;
}
