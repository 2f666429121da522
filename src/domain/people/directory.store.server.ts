import { sql } from 'kysely';
import type { Tx } from '#platform/server';
import type { Role, UnitKind } from './actor.ts';

/** A person with the roles held on a day, for lists and for the person's own page. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly active: boolean;
  readonly canSignIn: boolean;
  /** Joined by themself or invited; still to follow their link. */
  readonly invited: boolean;
  readonly roles: readonly ListedRole[];
}

export interface ListedRole {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitKind: UnitKind;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface PeopleFilter {
  /** Part of a name or address, accents or not. */
  readonly query?: string;
  readonly role?: Role;
  readonly unitId?: string;
  readonly closed?: boolean;
  /** The last person of the page before. */
  readonly after?: { readonly name: string; readonly id: string };
}

/** A page of people by name: `limit` of them, and one more where there are more. */
export async function searchPeople(
  tx: Tx,
  on: string,
  filter: PeopleFilter,
  limit: number,
): Promise<readonly Listed[]> {
  const { query, role, unitId, closed = false, after } = filter;
  const wanted = [sql`a.active = ${!closed}`];
  if (query) {
    const pattern = `%${query.replace(/[\\%_]/g, '\\$&')}%`;
    wanted.push(
      sql`(platform.fold(a.name) like platform.fold(${pattern}) or a.email like lower(${pattern}))`,
    );
  }
  if (role ?? unitId)
    wanted.push(sql`exists (
      select from people.membership m where m.province = a.province and m.account_id = a.id
        and (m.valid_to is null or m.valid_to > ${on})
        and (${role ?? null}::text is null or m.role = ${role ?? null})
        and (${unitId ?? null}::uuid is null or m.unit_id = ${unitId ?? null}))`);
  if (after)
    wanted.push(
      sql`(a.name collate platform.vietnamese, a.id) > (${after.name} collate platform.vietnamese, ${after.id}::uuid)`,
    );
  const { rows } = await sql<Listed>`
    ${person(on, false)} where ${sql.join(wanted, sql` and `)}
    order by a.name collate platform.vietnamese, a.id limit ${limit + 1}`.execute(tx);
  return rows;
}

/** One person with every role ever held. */
export async function findPerson(tx: Tx, id: string, on: string): Promise<Listed | undefined> {
  const { rows } = await sql<Listed>`${person(on, true)} where a.id = ${id}`.execute(tx);
  return rows[0];
}

const person = (on: string, ever: boolean) => sql`
  select a.id, a.name, a.email, a.phone, a.active, a.auth_user_id is not null as "canSignIn",
    exists (select from people.invitation i where i.province = a.province and i.account_id = a.id
      and i.accepted_at is null and i.withdrawn_at is null) as invited,
    coalesce((
      select jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'unitId', u.id, 'unitName', u.name,
        'unitKind', u.kind, 'validFrom', m.valid_from, 'validTo', m.valid_to)
        order by m.valid_to desc nulls first, m.valid_from, m.id)
      from people.membership m join people.unit u on u.province = m.province and u.id = m.unit_id
      where m.province = a.province and m.account_id = a.id
        and (${ever} or m.valid_to is null or m.valid_to > ${on})), '[]') as roles
  from people.account a`;

/** A unit as the list of units shows it. */
export interface ListedUnit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string | null;
  readonly communeCode: string | null;
  readonly parentName: string | null;
  readonly successorName: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly members: number;
}

/** Units of some kinds with how many people hold a role there today; those that exist first. */
export async function searchUnits(
  tx: Tx,
  on: string,
  filter: { readonly kinds: readonly UnitKind[]; readonly query?: string },
): Promise<readonly ListedUnit[]> {
  const pattern = `%${(filter.query ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<ListedUnit>`
    select u.id, u.kind, u.name, u.short_name as "shortName", u.commune_code as "communeCode",
      p.name as "parentName", s.name as "successorName", u.valid_from as "validFrom", u.valid_to as "validTo",
      (select count(distinct m.account_id) from people.membership m
        where m.province = u.province and m.unit_id = u.id and (m.valid_to is null or m.valid_to > ${on}))::int as members
    from people.unit u
    left join people.unit p on p.province = u.province and p.id = u.parent_id
    left join people.unit s on s.province = u.province and s.id = u.successor_id
    where u.kind = any(${filter.kinds}::text[]) and platform.fold(u.name) like platform.fold(${pattern})
    order by u.valid_to desc nulls first, array_position(${filter.kinds}::text[], u.kind),
      u.name collate platform.vietnamese, u.id limit 500`.execute(tx);
  return rows;
}
