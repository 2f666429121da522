import { contains, ok, refuse, type LocalDate, type Result } from '#kernel';
import type { Sector } from './eligibility-rules.ts';

/**
 * A sector by its own code, or by a code of the system of economic sectors (VSIC, two to five digits): the
 * sector whose list has the longest beginning of it. Refuses `choice_is_missing`, `sector_is_unknown`,
 * and `sector_is_one_of` where the code leads to several.
 */
export function sectorOf(
  code: string,
  sectors: ReadonlyMap<string, Sector>,
  on: LocalDate,
): Result<Sector, 'choice_is_missing' | 'sector_is_unknown' | 'sector_is_one_of'> {
  if (code === '') return refuse('choice_is_missing');
  const there = [...sectors.values()].filter((sector) => contains(sector.inForce, on));
  const own = there.find((sector) => sector.code === code);
  if (own !== undefined) return ok(own);
  const matched = /^\d{2,5}$/.test(code)
    ? there.map((sector) => ({ sector, length: fit(code, sector) }))
    : [];
  const longest = Math.max(0, ...matched.map(({ length }) => length));
  const [first, ...others] = matched.filter(({ length }) => length === longest && longest > 0);
  if (first === undefined) return refuse('sector_is_unknown');
  const all = [first, ...others].map(({ sector }) => sector.code).join(', ');
  return others.length === 0 ? ok(first.sector) : refuse('sector_is_one_of', { code, sectors: all });
}

/** How much of the code the sector's list has: 3 for 161 in 16102. */
function fit(code: string, { vsic }: Sector): number {
  return Math.max(0, ...(vsic?.codes ?? []).filter((one) => code.startsWith(one)).map((one) => one.length));
}
