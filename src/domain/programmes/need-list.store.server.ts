import { sql, type Selectable } from 'kysely';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import { needPatterns, type NeedFilter, type NeedKey } from './need-list.ts';
import { needOf } from './need.store.server.ts';
import type { Need, Programme } from './need.ts';

type Row = Selectable<DB['programmes.need']>;

export interface NeedPage {
  readonly rows: readonly Need[];
  readonly next: string | null;
}

/** A page of a round's needs; `communes` null is the whole province. */
export async function listNeeds(
  tx: Tx,
  roundId: string,
  filter: NeedFilter,
  communes: readonly string[] | null,
  page: { after: NeedKey | null; size: number },
): Promise<NeedPage> {
  const { rows } = await sql<Row & { at: string }>`
    select n.*, to_char(n.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from programmes.list_needs(${roundId}::uuid, ${filtersOf(filter, communes)},
        ${filter.sort}, ${page.after?.value ?? null}, ${page.after?.id ?? null}::uuid, ${page.size + 1}) n`.execute(
    tx,
  );
  const shown = rows.slice(0, page.size);
  const last = shown.at(-1);
  const key = last && `${filter.sort === 'score' ? last.score : last.at}~${last.id}`;
  return { rows: shown.map(needOf), next: rows.length > page.size ? (key ?? null) : null };
}

export async function countNeeds(
  tx: Tx,
  roundId: string,
  filter: NeedFilter,
  communes: readonly string[] | null,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ found: number }>`
    select programmes.count_needs(${roundId}::uuid, ${filtersOf(filter, communes)}, ${most}) as found`.execute(
    tx,
  );
  return rows[0]!.found;
}

function filtersOf(filter: NeedFilter, communes: readonly string[] | null) {
  const wanted = filter.commune === null ? null : [filter.commune];
  const both = communes === null ? wanted : (wanted?.filter((c) => communes.includes(c)) ?? communes);
  return sql`${needPatterns(filter.search)}::text[], ${both && [...both]}::text[], ${filter.content}, ${filter.standing},
    ${filter.procedure}, ${filter.requested}::boolean`;
}

/** Of some establishments, in all rounds, the newest first: what their people see. */
export async function needsOfEstablishments(
  tx: Tx,
  province: string,
  ids: readonly string[],
): Promise<Need[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('programmes.need')
    .selectAll()
    .where('province', '=', province)
    .where('establishment_id', 'in', [...ids])
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(needOf);
}

/** The ready needs of a round for a programme, the readiest first. */
export async function readyNeeds(
  tx: Tx,
  province: string,
  roundId: string,
  procedure: Programme,
): Promise<Need[]> {
  const rows = await tx
    .selectFrom('programmes.need')
    .selectAll()
    .where('province', '=', province)
    .where('round_id', '=', roundId)
    .where('withdrawn_at', 'is', null)
    .where('standing', '=', 'ready')
    .where('procedure', '=', procedure)
    .orderBy('score', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(needOf);
}
