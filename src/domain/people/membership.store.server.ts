import type { Tx } from '#platform/server';
import type { Role, UnitKind } from './actor.ts';
import type { HeldRole } from './membership.ts';

/** Roles an account holds on a day. Locks the account first, so that two grants at once see each other. */
export async function lockRolesOf(tx: Tx, accountId: string, on: string): Promise<readonly HeldRole[]> {
  await tx.selectFrom('people.account').select('id').where('id', '=', accountId).forUpdate().execute();
  const rows = await tx
    .selectFrom('people.membership')
    .select(['id', 'unit_id as unitId', 'role', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('account_id', '=', accountId)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

export async function insertMembership(
  tx: Tx,
  province: string,
  row: {
    id: string;
    accountId: string;
    unitId: string;
    unitKind: UnitKind;
    role: Role;
    validFrom: string;
    grantedBy: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('people.membership')
    .values({
      province,
      id: row.id,
      account_id: row.accountId,
      unit_id: row.unitId,
      unit_kind: row.unitKind,
      role: row.role,
      valid_from: row.validFrom,
      granted_by: row.grantedBy,
    })
    .execute();
}

/** For each role the person who was given it first and holds it on that day. */
export async function firstHoldersOfRoles(
  tx: Tx,
  on: string,
): Promise<readonly { accountId: string; name: string; role: Role; unitName: string }[]> {
  const rows = await tx
    .selectFrom('people.membership as m')
    .innerJoin('people.account as a', (join) =>
      join.onRef('a.province', '=', 'm.province').onRef('a.id', '=', 'm.account_id'),
    )
    .innerJoin('people.unit as u', (join) =>
      join.onRef('u.province', '=', 'm.province').onRef('u.id', '=', 'm.unit_id'),
    )
    .distinctOn('m.role')
    .select(['a.id as accountId', 'a.name', 'm.role', 'u.name as unitName'])
    .where('a.active', '=', true)
    .where('m.valid_from', '<=', on)
    .where((eb) => eb.or([eb('m.valid_to', 'is', null), eb('m.valid_to', '>', on)]))
    .orderBy('m.role')
    .orderBy('m.valid_from')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** One holding, ended or not. */
export async function findRole(tx: Tx, id: string): Promise<(HeldRole & { accountId: string }) | undefined> {
  const row = await tx
    .selectFrom('people.membership')
    .select(['id', 'account_id as accountId', 'unit_id as unitId', 'role'])
    .select(['valid_from as validFrom', 'valid_to as validTo'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, role: row.role as Role };
}

/** Administrators are changed one after another, so that two cannot remove each other at once. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx
    .selectFrom('people.membership')
    .select('id')
    .where('role', '=', 'administrator')
    .where('valid_to', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function endRoles(tx: Tx, ids: readonly string[], on: string, endedBy: string): Promise<void> {
  await tx
    .updateTable('people.membership')
    .set({ valid_to: on, ended_by: endedBy })
    .where('id', 'in', ids)
    .where('valid_to', 'is', null)
    .execute();
}

export async function endRolesOf(tx: Tx, accountId: string, on: string, endedBy: string): Promise<void> {
  await tx
    .updateTable('people.membership')
    .set({ valid_to: on, ended_by: endedBy })
    .where('account_id', '=', accountId)
    .where('valid_to', 'is', null)
    .execute();
}

/** Roles held on a unit and not ended, in a fixed order: two who move them at once wait for each other. */
export async function lockRolesOn(
  tx: Tx,
  unitId: string,
): Promise<readonly { readonly id: string; readonly accountId: string; readonly role: Role }[]> {
  const rows = await tx
    .selectFrom('people.membership')
    .select(['id', 'account_id as accountId', 'role'])
    .where('unit_id', '=', unitId)
    .where('valid_to', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({ ...row, role: row.role as Role }));
}

/** How many people hold a role on a unit that day. */
export async function countMembers(tx: Tx, unitId: string, on: string): Promise<number> {
  const row = await tx
    .selectFrom('people.membership')
    .select((eb) => eb.fn.count<bigint>('account_id').distinct().as('count'))
    .where('unit_id', '=', unitId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
