import { isId } from '#kernel';
import type { Tx } from '#platform/server';
import type { UnitKind } from './actor.ts';

export interface Office {
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: string;
}

const living = (tx: Tx, on: string) =>
  tx
    .selectFrom('people.unit as u')
    .select(['u.id', 'u.kind', 'u.name'])
    .where('u.valid_from', '<=', on)
    .where((e) => e.or([e('u.valid_to', 'is', null), e('u.valid_to', '>', on)]));

/** A unit that exists on a day; undefined where it was closed, or never was. */
export async function findLivingUnit(tx: Tx, id: string, on: string): Promise<Office | undefined> {
  if (!isId(id)) return undefined;
  const row = await living(tx, on).where('u.id', '=', id).executeTakeFirst();
  return row && { ...row, kind: row.kind as UnitKind };
}

/** Every unit of the administration that exists on a day, departments before communes, by name. */
export async function listOffices(tx: Tx, on: string): Promise<readonly Office[]> {
  const rows = await living(tx, on).where('u.kind', '<>', 'establishment').execute();
  const place = (kind: string) => (kind === 'commune' ? 1 : 0);
  return rows
    .map((row) => ({ ...row, kind: row.kind as UnitKind }))
    .toSorted((a, b) => place(a.kind) - place(b.kind) || a.name.localeCompare(b.name, 'vi'));
}

/** Everyone who works in a unit of the administration and has not left, with one of their units; by name. */
export async function listOfficers(
  tx: Tx,
  on: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly unitName: string }[]> {
  const rows = await tx
    .selectFrom('people.account as a')
    .innerJoin('people.membership as m', (j) =>
      j.onRef('m.province', '=', 'a.province').onRef('m.account_id', '=', 'a.id'),
    )
    .innerJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 'm.province').onRef('u.id', '=', 'm.unit_id'),
    )
    .distinctOn('a.id')
    .select(['a.id', 'a.name', 'u.name as unitName'])
    .where('a.active', '=', true)
    .where('u.kind', '<>', 'establishment')
    .where('m.role', 'not in', ['auditor', 'administrator'])
    .where('m.valid_from', '<=', on)
    .where((e) => e.or([e('m.valid_to', 'is', null), e('m.valid_to', '>', on)]))
    .orderBy('a.id')
    .execute();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** Whom a letter to a unit goes to: everyone with a role in it that writes. */
export async function mailboxesOfUnit(
  tx: Tx,
  unitId: string,
): Promise<readonly { readonly name: string; readonly email: string }[]> {
  return tx
    .selectFrom('people.account as a')
    .innerJoin('people.membership as m', (j) =>
      j.onRef('m.province', '=', 'a.province').onRef('m.account_id', '=', 'a.id'),
    )
    .distinct()
    .select(['a.name', 'a.email'])
    .where('m.unit_id', '=', unitId)
    .where('m.role', '<>', 'auditor')
    .where('m.valid_to', 'is', null)
    .where('a.active', '=', true)
    .execute();
}
