import { sql } from 'kysely';
import { foldText, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { listableCommunes } from './establishment.policy.ts';
import { establishmentOf, type EstablishmentRow } from './establishment.store.server.ts';
import type { Establishment } from './establishment.ts';

export interface EstablishmentFilter {
  /** Parts of name, tax code, representative or product; accents or not. */
  readonly text?: string | undefined;
  readonly commune?: string | undefined;
  readonly sector?: string | undefined;
  readonly legalForm?: string | undefined;
}

/** Where the last page ended. */
export interface EstablishmentKey {
  readonly name: string;
  readonly id: string;
}

export interface EstablishmentPage {
  readonly rows: readonly Establishment[];
  /** Null on the last page. */
  readonly next: EstablishmentKey | null;
}

const PAGE = 50;
const MOST_WORDS = 8;

/** One page of the register as the actor may see it, in Vietnamese order by name. */
export async function searchEstablishments(
  cx: Context,
  filter: EstablishmentFilter,
  after: EstablishmentKey | null = null,
): Promise<Result<EstablishmentPage>> {
  const listable = listableCommunes(cx.actor);
  if (listable === undefined) return refuse('not_permitted');
  const wanted = filter.commune === undefined ? null : [filter.commune];
  const communes =
    listable === null ? wanted : wanted === null ? listable : wanted.filter((c) => listable.includes(c));

  const rows = await inProvince(cx, async (tx) => {
    const { rows } = await sql<EstablishmentRow>`
      select * from establishments.search_establishments(
        ${patternsOf(filter.text)}::text[], ${communes && [...communes]}::text[], ${filter.sector ?? null},
        ${filter.legalForm ?? null}, ${after?.name ?? null}, ${after?.id ?? null}, ${PAGE + 1})`.execute(tx);
    return rows;
  });
  const page = rows.slice(0, PAGE).map(establishmentOf);
  const last = page.at(-1);
  const next = rows.length > PAGE && last !== undefined ? { name: last.name, id: last.id } : null;
  return ok({ rows: page, next });
}

/** One pattern a word, with the signs that `like` gives a meaning taken literally. */
function patternsOf(text: string | undefined): string[] {
  return foldText(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
