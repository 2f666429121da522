import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Database } from '#platform/server';
import type { OldUnit, Successor } from './old-unit.ts';
import type { Commune, CommuneKind, Province, ProvinceKind } from './place.ts';
import { REFORM_DAY } from './reference.ts';

export interface CommuneRow {
  readonly code: string;
  readonly name: string;
  readonly kind: CommuneKind;
  readonly province_code: string;
  readonly province_name: string;
  readonly province_kind: ProvinceKind;
}

/** The kind in force on a day, as a join condition over `valid_from` and `valid_to`. */
const inForce = (alias: string, on: LocalDate) =>
  sql`${sql.ref(`${alias}.valid_from`)} <= ${on} and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} >= ${on})`;

export const communeOn = (on: LocalDate) => sql`
  select c.code, c.name, ck.kind, p.code as province_code, p.name as province_name, pk.kind as province_kind
    from territory.commune c
    join territory.commune_kind ck on ck.commune_code = c.code and ${inForce('ck', on)}
    join territory.province p on p.code = c.province_code
    join territory.province_kind pk on pk.province_code = p.code and ${inForce('pk', on)}`;

/** The provinces as they are on `on` (from 1 July 2025: 34), in alphabetical order. */
export async function provincesOn(db: Database, on: LocalDate): Promise<Province[]> {
  const { rows } = await sql<Province>`
    select p.code, p.name, pk.kind
      from territory.province p
      join territory.province_kind pk on pk.province_code = p.code and ${inForce('pk', on)}
     order by p.name collate platform.vietnamese`.execute(db);
  return rows;
}

/** A province as it is on `on`; undefined when there is none with this code then. */
export async function provinceOf(db: Database, code: string, on: LocalDate): Promise<Province | undefined> {
  return (await provincesOn(db, on)).find((province) => province.code === code);
}

/** A commune as it is on `on`; undefined when there is none with this code then (any day before 1 July 2025). */
export async function communeOf(db: Database, code: string, on: LocalDate): Promise<Commune | undefined> {
  const { rows } = await sql<CommuneRow>`${communeOn(on)} where c.code = ${code}`.execute(db);
  return rows[0] && toCommune(rows[0]);
}

/** The day whose communes a place is kept by, for rules of any day: those of 1 July 2025 for all days before. */
export function communeDay(on: LocalDate): LocalDate {
  return on < REFORM_DAY ? localDate(REFORM_DAY) : on;
}

/** The commune a place is kept under, for rules asked about any day. */
export async function communeKeptFor(
  db: Database,
  code: string,
  on: LocalDate,
): Promise<Commune | undefined> {
  return communeOf(db, code, communeDay(on));
}

/** Communes by code, for lists; codes that do not exist are absent from the answer. */
export async function communesOf(
  db: Database,
  codes: readonly string[],
  on: LocalDate,
): Promise<Map<string, Commune>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<CommuneRow>`${communeOn(on)} where c.code = any(${[...codes]})`.execute(db);
  return new Map(rows.map((row) => [row.code, toCommune(row)]));
}

/** All communes of a province on `on`, in alphabetical order. */
export async function communesIn(db: Database, province: string, on: LocalDate): Promise<Commune[]> {
  const { rows } = await sql<CommuneRow>`
    ${communeOn(on)} where c.province_code = ${province}
    order by c.name collate platform.vietnamese, c.code`.execute(db);
  return rows.map(toCommune);
}

/** An old unit by its identifier or its statistical code. */
export async function oldUnitOf(db: Database, idOrCode: string): Promise<OldUnit | undefined> {
  const { rows } = await sql<OldUnit>`
    select id, level, code, name, parent_id as "parentId", last_day as "lastDay"
      from territory.old_unit where id = ${idOrCode} or code = ${idOrCode}`.execute(db);
  return rows[0];
}

/**
 * The communes that an old commune, district or province became; `part` where only a piece of an old
 * commune went there. Empty when there is no such unit.
 */
export async function successorsOf(db: Database, idOrCode: string, on: LocalDate): Promise<Successor[]> {
  const { rows } = await sql<CommuneRow & { part: boolean }>`
    with recursive unit as (
      select id from territory.old_unit where id = ${idOrCode} or code = ${idOrCode}
      union all
      select o.id from territory.old_unit o join unit u on o.parent_id = u.id
    ),
    became as (
      select s.commune_code, bool_and(s.part) as part
        from territory.succession s join unit u on u.id = s.old_id group by s.commune_code
    )
    select c.*, b.part
      from (${communeOn(on)}) c join became b on b.commune_code = c.code
     order by c.name collate platform.vietnamese, c.code`.execute(db);
  return rows.map((row) => ({ commune: toCommune(row), part: row.part }));
}

/** The old communes (and island districts) that came into a commune, by name. */
export async function predecessorsOf(
  db: Database,
  communeCode: string,
): Promise<(OldUnit & { part: boolean })[]> {
  const { rows } = await sql<OldUnit & { part: boolean }>`
    select o.id, o.level, o.code, o.name, o.parent_id as "parentId", o.last_day as "lastDay", s.part
      from territory.succession s join territory.old_unit o on o.id = s.old_id
     where s.commune_code = ${communeCode}
     order by o.name collate platform.vietnamese`.execute(db);
  return rows;
}

export function toCommune(row: CommuneRow): Commune {
  return {
    code: row.code,
    name: row.name,
    kind: row.kind,
    province: { code: row.province_code, name: row.province_name, kind: row.province_kind },
  };
}
