import type { Tx } from '#platform/server';

/** What the province's people did to a document, newest first. */
export async function documentTrail(tx: Tx, province: string, id: string) {
  const rows = await tx
    .selectFrom('records.event as e')
    .leftJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'e.province').onRef('a.id', '=', 'e.actor_id'),
    )
    .select(['e.id', 'e.at', 'e.kind', 'e.reason', 'a.name'])
    .where('e.province', '=', province)
    .where('e.subject_kind', '=', 'law_document')
    .where('e.subject_id', '=', id)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ id: key, at, kind, reason, name }) => ({ key, at, kind, reason, by: name }));
}
