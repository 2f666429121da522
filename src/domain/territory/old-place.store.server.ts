import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Database } from '#platform/server';
import type { CityGrade, OldPlace } from './old-unit.ts';
import { REFORM_DAY } from './reference.ts';

interface OldPlaceRow {
  readonly id: string;
  readonly name: string;
  readonly within: string;
  readonly grade: CityGrade | null;
  readonly grade_verified: boolean | null;
  readonly was: 'commune' | 'town_ward' | null;
  readonly until: LocalDate | null;
  readonly origin_verified: boolean | null;
  readonly namesake: boolean;
  readonly lasted: boolean;
}

/**
 * What a commune was before 1 July 2025, for rules that ask about old units: for a day since then, the units
 * that lasted to the day before; for an earlier one also those that had ended, since their last day is not
 * known. `old`: that one alone, where the question names it. By name; empty for no such commune.
 */
export async function oldPlacesOf(
  db: Database,
  asked: { readonly commune: string; readonly old?: string | undefined },
  on: LocalDate,
): Promise<readonly OldPlace[]> {
  const { rows } = await sql<OldPlaceRow>`
    select o.id, o.name, coalesce(d.name, o.name) as within, g.grade, g.verified as grade_verified,
           w.was, w.until, w.verified as origin_verified, o.last_day is not null as lasted,
           exists (select from territory.old_unit n where n.parent_id = o.parent_id and n.last_day is null
                      and n.name = replace(o.name, 'Phường ', 'Xã ') and n.id <> o.id) as namesake
      from territory.succession s
      join territory.old_unit o on o.id = s.old_id
      left join territory.old_unit d on d.id = o.parent_id and d.level = 'district'
      left join territory.city_grade g on g.old_id = d.id
        and g.valid_from <= ${on} and (g.valid_to is null or g.valid_to >= ${on})
      left join territory.ward_origin w on w.old_id = o.id
     where s.commune_code = ${asked.commune}
     order by o.name collate platform.vietnamese, o.id`.execute(db);
  const named = rows.filter((row) => row.id === asked.old);
  const there = on < REFORM_DAY ? rows : rows.filter((row) => row.lasted);
  return (named.length > 0 ? named : there).map(placeOf);
}

/** The districts, towns and cities a commune lay in, by name: "Huyện Con Cuông"; null where none is known. */
export async function oldDistrictsOf(
  db: Database,
  asked: { readonly commune: string; readonly old?: string | undefined },
  on: LocalDate,
): Promise<string | null> {
  return districtsOf(await oldPlacesOf(db, asked, on));
}

/** The same of places read already. */
export function districtsOf(places: readonly OldPlace[]): string | null {
  return [...new Set(places.map(({ within }) => within.name))].join(', ') || null;
}

function placeOf(row: OldPlaceRow): OldPlace {
  return {
    id: row.id,
    name: row.name,
    kind: KINDS.find(([word]) => row.name.startsWith(word))?.[1] ?? 'district',
    within: {
      name: row.within,
      kind: AROUND.find(([word]) => row.within.startsWith(word))?.[1] ?? 'rural_district',
    },
    grade: row.grade === null ? null : { grade: row.grade, verified: row.grade_verified === true },
    origin:
      row.was === null || row.until === null
        ? null
        : { was: row.was, until: row.until, verified: row.origin_verified === true },
    hasNamesake: row.namesake,
    lasted: row.lasted,
  };
}

const KINDS = [
  ['Xã ', 'commune'],
  ['Phường ', 'ward'],
  ['Thị trấn ', 'township'],
] as const;
const AROUND = [
  ['Huyện ', 'rural_district'],
  ['Thị xã ', 'town'],
  ['Thành phố ', 'city'],
  ['Quận ', 'urban_district'],
] as const;
