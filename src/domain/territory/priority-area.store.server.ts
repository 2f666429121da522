import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Database } from '#platform/server';
import { priorityAreas, type AreaStanding, type PriorityArea } from './priority-area.ts';

const inForce = (on: LocalDate) => sql`a.valid_from <= ${on} and (a.valid_to is null or a.valid_to >= ${on})`;

/** The priority lists a commune is on, and whether there is any list for its province at all. */
export async function areasOf(db: Database, communeCode: string, on: LocalDate): Promise<AreaStanding> {
  const { rows } = await sql<{ area: PriorityArea; verified: boolean }>`
    select a.area, a.verified from territory.commune_area a
     where a.commune_code = ${communeCode} and ${inForce(on)}`.execute(db);
  const known = await sql<{ known: boolean }>`
    select exists (
      select from territory.commune_area a
        join territory.commune c on c.code = a.commune_code
        join territory.commune here on here.province_code = c.province_code
       where here.code = ${communeCode} and ${inForce(on)}) as known`.execute(db);
  return {
    areas: priorityAreas.filter((area) => rows.some((row) => row.area === area)),
    known: known.rows[0]?.known === true,
    verified: rows.length > 0 && rows.every((row) => row.verified),
  };
}

/**
 * What the norms ask of a place: normal, difficult or especially difficult on a day. A commune on no
 * list counts as normal; no national list by commune is available since the districts ended, so most
 * are.
 */
export async function areaOf(
  db: Database,
  communeCode: string,
  on: LocalDate,
): Promise<'normal' | 'difficult' | 'especially_difficult'> {
  const { areas } = await areasOf(db, communeCode, on);
  if (areas.includes('especially_difficult')) return 'especially_difficult';
  return areas.includes('difficult') ? 'difficult' : 'normal';
}

/** A span of days on which a commune counts as difficult or especially difficult; both days included. */
export interface DifficultSpan {
  readonly area: 'difficult' | 'especially_difficult';
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

/** The difficult spans of many communes at once: for going through thousands of projects. */
export async function difficultSpans(
  db: Database,
  communeCodes: readonly string[],
): Promise<ReadonlyMap<string, readonly DifficultSpan[]>> {
  const { rows } = await sql<{
    commune_code: string;
    area: string;
    valid_from: string;
    valid_to: string | null;
  }>`
    select a.commune_code, a.area, a.valid_from, a.valid_to from territory.commune_area a
     where a.commune_code = any(${communeCodes}::text[])
       and a.area in ('difficult', 'especially_difficult')`.execute(db);
  const spans = new Map<string, DifficultSpan[]>(communeCodes.map((code) => [code, []]));
  for (const { commune_code, area, valid_from, valid_to } of rows)
    spans.get(commune_code)?.push({
      area: area as DifficultSpan['area'],
      from: valid_from as LocalDate,
      to: valid_to as LocalDate | null,
    });
  return spans;
}

/** As `areaOf`, from spans in hand. */
export function areaWithin(
  spans: readonly DifficultSpan[],
  on: LocalDate,
): 'normal' | 'difficult' | 'especially_difficult' {
  const held = spans.filter(({ from, to }) => from <= on && (to === null || to >= on));
  if (held.some(({ area }) => area === 'especially_difficult')) return 'especially_difficult';
  return held.length > 0 ? 'difficult' : 'normal';
}
