import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { Event } from '../project.transitions.ts';

/** Waits of one act on one desk that nobody can do. */
export interface UnheldWaits {
  readonly step: Event;
  readonly role: Role;
  /** Set for an establishment: its own people alone end its waits. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly waits: number;
  readonly soonest: LocalDate;
}

/**
 * Open waits, paused ones too, that no person can end on a day: nobody holds the role, in the establishment where it is
 * one's. `without`: what would be so, and is not yet, if this account held nothing. Those who act on behalf are no
 * holders: what they may do ends with the role of whom they stand for.
 */
export async function unheldWaits(
  tx: Tx,
  province: string,
  on: LocalDate,
  without: string | null = null,
): Promise<UnheldWaits[]> {
  const { rows } = await sql<UnheldWaits>`
    ${held(province, on, without)}
    select d.step, d.owner_role as role, d.owner_unit as "unitId", u.name as "unitName", count(*)::int as waits,
           min(d.due_on)::date as soonest
      from records.deadline d
      left join people.unit u on u.province = d.province and u.id = d.owner_unit
     where ${unheld(province, without)}
     group by d.step, d.owner_role, d.owner_unit, u.name
     order by min(d.due_on), d.step`.execute(tx);
  return rows;
}

export interface UnheldWait {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly step: Event;
  readonly role: Role;
  readonly dueOn: LocalDate;
}

/** The same one by one, soonest due first. */
export async function listUnheldWaits(
  tx: Tx,
  province: string,
  on: LocalDate,
  without: string | null,
  most: number,
): Promise<UnheldWait[]> {
  const { rows } = await sql<UnheldWait>`
    ${held(province, on, without)}
    select p.id as "projectId", p.number, p.title, d.step, d.owner_role as role, d.due_on as "dueOn"
      from records.deadline d join projects.project p on p.province = d.province and p.id = d.subject_id
     where ${unheld(province, without)}
     order by d.due_on, d.id limit ${most}`.execute(tx);
  return rows;
}

/** Who holds which role, in which establishment where it is one's; and what the one who leaves holds. */
function held(province: string, on: LocalDate, without: string | null) {
  return sql`with holder as materialized (
      select distinct m.role, case when m.unit_kind = 'establishment' then m.unit_id end as unit_id, m.account_id
        from people.membership m
        join people.account a on a.province = m.province and a.id = m.account_id and a.active
        join people.unit u on u.province = m.province and u.id = m.unit_id and (u.valid_to is null or u.valid_to > ${on}::date)
       where m.province = ${province} and m.valid_from <= ${on}::date and (m.valid_to is null or m.valid_to > ${on}::date)
    ), remaining as materialized (
      select role, unit_id from holder where account_id is distinct from ${without}::uuid
    ), leaving as materialized (
      select role, unit_id from holder where account_id = ${without}::uuid
    )`;
}

function unheld(province: string, without: string | null) {
  return sql`d.province = ${province} and d.subject_kind = 'project' and d.closed_at is null
    and not exists (select from remaining r where r.role = d.owner_role and r.unit_id is not distinct from d.owner_unit)
    and (${without === null} or exists
      (select from leaving l where l.role = d.owner_role and l.unit_id is not distinct from d.owner_unit))`;
}
