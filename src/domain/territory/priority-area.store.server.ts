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
