import { sql } from 'kysely';
import { localDate, newId, type LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Role } from '../actor.ts';
import type { Context } from '../context.server.ts';
import type { NewDelegation } from './delegation.ts';

export interface Delegation {
  readonly id: string;
  readonly from: { readonly id: string; readonly name: string };
  readonly to: { readonly id: string; readonly name: string };
  readonly unitId: string;
  readonly unitName: string;
  readonly role: Role;
  readonly events: readonly string[] | null;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly reason: string;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  /** Who set it for the one who is away; null: that person. */
  readonly setBy: string | null;
}

const rows = (tx: Tx, province: string) =>
  tx
    .selectFrom('people.delegation as d')
    .innerJoin('people.account as f', (j) =>
      j.onRef('f.province', '=', 'd.province').onRef('f.id', '=', 'd.from_account'),
    )
    .innerJoin('people.account as t', (j) =>
      j.onRef('t.province', '=', 'd.province').onRef('t.id', '=', 'd.to_account'),
    )
    .innerJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'd.province').onRef('u.id', '=', 'd.unit_id'),
    )
    .leftJoin('people.account as e', (j) =>
      j.onRef('e.province', '=', 'd.province').onRef('e.id', '=', 'd.ended_by'),
    )
    .leftJoin('people.account as s', (j) =>
      j.onRef('s.province', '=', 'd.province').onRef('s.id', '=', 'd.set_by'),
    )
    .selectAll('d')
    .select([
      's.name as set_by_name',
      'f.name as from_name',
      't.name as to_name',
      'u.name as unit_name',
      'e.name as ended_by_name',
    ])
    .where('d.province', '=', province)
    .orderBy('d.first_day', 'desc')
    .orderBy('d.id', 'desc');

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;

const delegationOf = (row: Row): Delegation => ({
  id: row.id,
  from: { id: row.from_account, name: row.from_name },
  to: { id: row.to_account, name: row.to_name },
  unitId: row.unit_id,
  unitName: row.unit_name,
  role: row.role as Role,
  events: row.events,
  firstDay: localDate(row.first_day),
  lastDay: localDate(row.last_day),
  reason: row.reason,
  endedAt: row.ended_at,
  endedBy: row.ended_by_name,
  setBy: row.set_by_name,
});

/** Delegations are given one after another in a province, so that two at once see each other. */
export async function lockDelegations(tx: Tx, province: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('people.delegation'), hashtext(${province}))`.execute(tx);
}

/** All a person gave or took, newest first; of the last years, so many at most. */
export async function delegationsOf(tx: Tx, province: string, accountId: string): Promise<Delegation[]> {
  const found = await rows(tx, province)
    .where((eb) => eb.or([eb('d.from_account', '=', accountId), eb('d.to_account', '=', accountId)]))
    .limit(100)
    .execute();
  return found.map(delegationOf);
}

/** A page of a province's delegations, newest first. */
export async function delegationPage(
  tx: Tx,
  province: string,
  page: { readonly after: string | null; readonly size: number },
): Promise<{ readonly rows: readonly Delegation[]; readonly next: string | null }> {
  let query = rows(tx, province).limit(page.size + 1);
  if (page.after !== null)
    query = query.where(
      sql<boolean>`(d.first_day, d.id) < (select x.first_day, x.id from people.delegation x
                     where x.province = ${province} and x.id = ${page.after}::uuid)`,
    );
  const found = await query.execute();
  const kept = found.slice(0, page.size);
  return { rows: kept.map(delegationOf), next: found.length > page.size ? (kept.at(-1)?.id ?? null) : null };
}

export async function findDelegation(
  tx: Tx,
  province: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Delegation | undefined> {
  let query = rows(tx, province).where('d.id', '=', id);
  if (options.lock) query = query.forUpdate('d');
  const row = await query.executeTakeFirst();
  return row && delegationOf(row);
}

/** Not ended, not over, and about one of these people. */
export async function standingDelegations(
  tx: Tx,
  province: string,
  accounts: readonly string[],
  today: LocalDate,
): Promise<Delegation[]> {
  const found = await rows(tx, province)
    .where('d.ended_at', 'is', null)
    .where('d.last_day', '>=', today)
    .where((eb) => eb.or([eb('d.from_account', 'in', accounts), eb('d.to_account', 'in', accounts)]))
    .execute();
  return found.map(delegationOf);
}

export async function insertDelegation(
  tx: Tx,
  cx: Context,
  given: NewDelegation & { readonly from: string },
): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('people.delegation')
    .values({
      province: cx.province,
      id,
      from_account: given.from,
      set_by: given.from === cx.actor.accountId ? null : cx.actor.accountId,
      to_account: given.to,
      unit_id: given.unitId,
      role: given.role,
      events: given.events === null ? null : [...given.events],
      first_day: given.firstDay,
      last_day: given.lastDay,
      reason: given.reason,
      at: cx.now,
    })
    .execute();
  return id;
}

export async function markEnded(tx: Tx, cx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('people.delegation')
    .set({ ended_at: cx.now, ended_by: cx.actor.accountId })
    .where('province', '=', cx.province)
    .where('id', 'in', ids)
    .execute();
}

/** Units where a role can be left to somebody: people of at least two roles work there. */
export async function unitsOfColleagues(tx: Tx, province: string, on: LocalDate): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'm.province').onRef('a.id', '=', 'm.account_id'),
    )
    .select('m.unit_id')
    .where('m.province', '=', province)
    .where('m.unit_kind', '<>', 'establishment')
    .where('m.role', 'not in', ['auditor', 'administrator'])
    .where('a.active', '=', true)
    .where('m.valid_from', '<=', on)
    .where((eb) => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', on)]))
    .groupBy('m.unit_id')
    .having((eb) => eb.fn.count('m.role').distinct(), '>', 1)
    .execute();
  return rows.map((row) => row.unit_id);
}

/** Who works in some units, with what they do there: whom a role can be left to. */
export async function colleaguesOf(
  tx: Tx,
  province: string,
  unitIds: readonly string[],
  on: LocalDate,
): Promise<{ id: string; name: string; unitId: string; unitName: string; role: Role }[]> {
  if (unitIds.length === 0) return [];
  const found = await tx
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'm.province').onRef('a.id', '=', 'm.account_id'),
    )
    .innerJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'm.province').onRef('u.id', '=', 'm.unit_id'),
    )
    .select(['a.id', 'a.name', 'm.unit_id as unitId', 'u.name as unitName', 'm.role'])
    .where('m.province', '=', province)
    .where('m.unit_id', 'in', unitIds)
    .where('m.role', 'not in', ['auditor', 'administrator'])
    .where('a.active', '=', true)
    .where('m.valid_from', '<=', on)
    .where((eb) => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', on)]))
    .execute();
  return found
    .map((one) => ({ ...one, role: one.role as Role }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}
