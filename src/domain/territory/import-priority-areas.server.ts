import type pg from 'pg';
import { isLocalDate, ok, refuse, refuseAll, type Refusal, type Result } from '#kernel';
import { priorityAreas, type ListedArea, type PriorityArea } from './priority-area.ts';

/**
 * Brings in a list of communes in priority areas, as the schema's owner: the lists are national decisions
 * and shared by all provinces. A row that is there already takes the new end, basis and verification.
 * Refuses the whole list with every bad row (`row` from 1): `commune_is_unknown`, `area_is_unknown`,
 * `area_dates_are_wrong`, `area_basis_is_missing`.
 */
export async function importPriorityAreas(
  owner: pg.Pool,
  list: readonly ListedArea[],
): Promise<Result<{ readonly rows: number }>> {
  const { rows: known } = await owner.query<{ code: string }>('select code from territory.commune');
  const communes = new Set(known.map((row) => row.code));
  const errors = list.flatMap((row, i) => faultOf(row, i + 1, communes) ?? []);
  if (errors.length > 0) return refuseAll(errors);
  await owner.query(
    `insert into territory.commune_area (commune_code, area, valid_from, valid_to, basis, verified)
     select * from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[], $6::boolean[])
     on conflict (commune_code, area, valid_from) do update
        set valid_to = excluded.valid_to, basis = excluded.basis, verified = excluded.verified`,
    [
      list.map((row) => row.communeCode),
      list.map((row) => row.area),
      list.map((row) => row.from),
      list.map((row) => row.to),
      list.map((row) => row.basis),
      list.map((row) => row.verified),
    ],
  );
  return ok({ rows: list.length });
}

function faultOf(listed: ListedArea, row: number, communes: ReadonlySet<string>): Refusal | undefined {
  const { communeCode: code, area, from, to, basis } = listed;
  if (!communes.has(code)) return refuse('commune_is_unknown', { row, code }).refusal;
  if (!priorityAreas.includes(area as PriorityArea)) return refuse('area_is_unknown', { row, area }).refusal;
  if (!isLocalDate(from) || (to !== null && (!isLocalDate(to) || to < from)))
    return refuse('area_dates_are_wrong', { row, from, to: to ?? '' }).refusal;
  return basis.trim() === '' ? refuse('area_basis_is_missing', { row }).refusal : undefined;
}
