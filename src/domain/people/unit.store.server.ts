import type { Tx } from '#platform/server';
import type { UnitKind } from './actor.ts';
import type { Unit } from './unit.ts';

const columns = [
  'id',
  'kind',
  'name',
  'short_name as shortName',
  'commune_code as communeCode',
  'parent_id as parentId',
  'valid_from as validFrom',
  'valid_to as validTo',
  'successor_id as successorId',
] as const;

export async function findUnit(tx: Tx, id: string): Promise<Unit | undefined> {
  const row = await tx.selectFrom('people.unit').select(columns).where('id', '=', id).executeTakeFirst();
  return row && { ...row, kind: row.kind as UnitKind };
}

/** Units are ended one after another; in a fixed order, so that two never wait for each other. */
export async function lockUnits(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.selectFrom('people.unit').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
}

/** False when the commune has an office already. */
export async function insertUnit(
  tx: Tx,
  province: string,
  unit: Omit<Unit, 'validTo' | 'successorId'>,
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insertInto('people.unit')
    .values({
      province,
      id: unit.id,
      kind: unit.kind,
      name: unit.name,
      short_name: unit.shortName,
      commune_code: unit.communeCode,
      parent_id: unit.parentId,
      valid_from: unit.validFrom,
      created_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** False when there is no such unit. */
export async function renameUnit(
  tx: Tx,
  id: string,
  change: Pick<Unit, 'name' | 'communeCode'>,
): Promise<boolean> {
  const changed = await tx
    .updateTable('people.unit')
    .set({ name: change.name, commune_code: change.communeCode })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

type UnitChange = Partial<
  Pick<Unit, 'name' | 'shortName' | 'communeCode' | 'parentId' | 'validTo' | 'successorId'>
>;

/** False when the commune has an office already. */
export async function updateUnit(tx: Tx, id: string, change: UnitChange): Promise<boolean> {
  if (change.communeCode) {
    const other = await tx
      .selectFrom('people.unit')
      .select('id')
      .where('kind', '=', 'commune')
      .where('commune_code', '=', change.communeCode)
      .where('valid_to', 'is', null)
      .where('id', '<>', id)
      .executeTakeFirst();
    const self = other && (await findUnit(tx, id));
    if (self?.kind === 'commune') return false;
  }
  const { shortName, communeCode, parentId, validTo, successorId, name } = change;
  await tx
    .updateTable('people.unit')
    .set({
      ...(name === undefined ? {} : { name }),
      ...(shortName === undefined ? {} : { short_name: shortName }),
      ...(communeCode === undefined ? {} : { commune_code: communeCode }),
      ...(parentId === undefined ? {} : { parent_id: parentId }),
      ...(validTo === undefined ? {} : { valid_to: validTo }),
      ...(successorId === undefined ? {} : { successor_id: successorId }),
    })
    .where('id', '=', id)
    .execute();
  return true;
}
