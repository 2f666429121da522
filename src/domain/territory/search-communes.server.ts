import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Database } from '#platform/server';
import type { FoundCommune } from './old-unit.ts';
import { placeQuery } from './place-search.ts';
import { communeOn, toCommune, type CommuneRow } from './territory.store.server.ts';

const MOST_FOUND = 50;

interface FoundRow extends CommuneRow {
  readonly matched: FoundCommune['matched'];
  readonly part: boolean | null;
  readonly old_id: string | null;
  readonly old_name: string | null;
  readonly old_district: string | null;
  readonly old_province: string | null;
}

/**
 * Communes by what people call the place: with or without accents, by the beginnings of words, by today's
 * name or by that of an old commune or district. Best first: the exact name, a text that begins with the
 * whole name, the beginning of a name, the rest; a commune of today before one of the past; then, where
 * accents were typed, the name that has them ("Vinh Phú" before "Vĩnh Phú").
 * At most `limit` (default 12, never more than 50); none for no words.
 */
export async function searchCommunes(
  db: Database,
  text: string,
  options: { on: LocalDate; province?: string | undefined; limit?: number | undefined },
): Promise<FoundCommune[]> {
  const { words, name, spelled } = placeQuery(text);
  if (words.length === 0) return [];
  const phrase = words.join(' ');
  const patterns = words.map((word) => `% ${word}%`);
  // One word finds through the index, the longest; the others are checked on what it found.
  const selective = patterns.toSorted((a, b) => b.length - a.length)[0]!;
  const inProvince = options.province ? sql`and n.province_code = ${options.province}` : sql``;

  const { rows } = await sql<FoundRow>`
    with hit as (
      select n.commune_code, n.old_id,
             case
               when n.old_id is null then 'name'
               when n.name_key like all (${patterns}) then 'old_name'
               when n.around_key like all (${patterns}) then 'old_district'
               else 'old_name'
             end as matched,
             case
               when n.name_key in (${` ${phrase}`}, ${` ${name}`}) then 0
               when ${` ${phrase} `} like n.name_key || ' %' or ${` ${name} `} like n.name_key || ' %' then 2
               when n.name_key like ${` ${phrase}%`} or n.name_key like ${` ${name}%`} then 4
               when n.name_key like all (${patterns}) then 6
               else 8
             end + (n.old_id is not null)::int as rank,
             (select count(*) from unnest(${spelled}::text[]) s where n.spelled_key like '% ' || s || '%')
               as spelled_alike
        from territory.place_name n
       where n.search_key like ${selective} and n.search_key like all (${patterns}) ${inProvince}
    ),
    best as materialized (
      select b.*
        from (select distinct on (commune_code) * from hit
               order by commune_code, rank, spelled_alike desc, old_id) b
        join territory.commune c on c.code = b.commune_code
       order by b.rank, b.spelled_alike desc, c.name collate platform.vietnamese, c.code
       limit ${Math.min(options.limit ?? 12, MOST_FOUND)}
    )
    select now.*, b.matched, s.part, b.old_id, o.name as old_name, d.name as old_district, p.name as old_province
      from best b
      join (${communeOn(options.on)}) now on now.code = b.commune_code
      left join territory.succession s on s.old_id = b.old_id and s.commune_code = b.commune_code
      left join territory.old_unit o on o.id = b.old_id
      left join territory.old_unit d on d.id = o.parent_id and d.level = 'district'
      left join territory.old_unit p on p.id = coalesce(d.parent_id, o.parent_id)
     order by b.rank, b.spelled_alike desc, now.name collate platform.vietnamese, now.code`.execute(db);
  return rows.map(toFound);
}

function toFound(row: FoundRow): FoundCommune {
  const commune = toCommune(row);
  if (row.old_name === null) return { commune, matched: row.matched };
  return {
    commune,
    matched: row.matched,
    old: {
      id: row.old_id ?? '',
      name: row.old_name,
      district: row.old_district,
      province: row.old_province ?? '',
      part: row.part === true,
    },
  };
}
