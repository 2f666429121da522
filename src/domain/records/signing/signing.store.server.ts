import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export interface UnitSeal {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly name: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly withdrawnAt: Date | null;
}

export async function listSeals(tx: Tx, province: string): Promise<readonly UnitSeal[]> {
  return tx
    .selectFrom('records.unit_seal as s')
    .innerJoin('people.unit as u', (j) =>
      j.onRef('u.province', '=', 's.province').onRef('u.id', '=', 's.unit_id'),
    )
    .select([
      's.id',
      's.unit_id as unitId',
      'u.name as unitName',
      's.name',
      's.valid_from as validFrom',
      's.valid_until as validUntil',
      's.withdrawn_at as withdrawnAt',
    ])
    .where('s.province', '=', province)
    .orderBy('s.added_at')
    .limit(500)
    .execute();
}

export async function sealKeyOf(tx: Tx, province: string, id: string) {
  return tx
    .selectFrom('records.unit_seal')
    .select([
      'id',
      'unit_id',
      'name',
      'certificates',
      'locked_key',
      'valid_from',
      'valid_until',
      'withdrawn_at',
    ])
    .where('province', '=', province)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function listRoots(tx: Tx, province: string) {
  return tx
    .selectFrom('records.trust_root')
    .select(['id', 'name', 'certificate', 'valid_until as validUntil'])
    .where('province', '=', province)
    .where('withdrawn_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute();
}

/** Takes a seal or root out of use; whether it was in use. */
export async function withdraw(
  tx: Tx,
  cx: Context,
  table: 'records.unit_seal' | 'records.trust_root',
  id: string,
): Promise<boolean> {
  const gone = await tx
    .updateTable(table)
    .set({ withdrawn_at: cx.now })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}

/** What of a document was signed here, and what waits for its signature. */
export async function signingsOf(tx: Tx, province: string, documentId: string) {
  return tx
    .selectFrom('records.signing')
    .select([
      'id',
      'digest',
      'prepared_hash',
      'seal_id',
      'signed_document_id',
      'signer',
      'begun_by',
      'begun_at',
      'done_at',
    ])
    .where('province', '=', province)
    .where('document_id', '=', documentId)
    .orderBy('begun_at')
    .limit(100)
    .execute();
}

/** A signing that waits for its signature, locked until the transaction ends. */
export async function waitingSigning(tx: Tx, province: string, id: string) {
  return tx
    .selectFrom('records.signing')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id)
    .where('digest', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
}
