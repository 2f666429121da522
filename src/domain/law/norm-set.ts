import { contains, ok, refuse, type LocalDate, type Result } from '#kernel';
import type { Fund, NormSet } from './norm.ts';

export type NormSetRefusal =
  'date_before_first_norm_set' | 'local_norm_set_missing' | 'no_norm_set_on_date' | 'norm_set_not_in_force';

/**
 * The set in force for a fund and (locally) a province on a date. At most one can be: the database
 * forbids overlaps.
 */
export function normSetOn(
  sets: readonly NormSet[],
  fund: Fund,
  province: string,
  on: LocalDate,
): Result<NormSet, NormSetRefusal> {
  const own = sets.filter((s) => s.fund === fund && (fund === 'national' || s.province === province));
  const found = own.find((s) => contains(s.inForce, on));
  if (found !== undefined) return ok(found);
  const first = own
    .map((s) => s.inForce.from)
    .sort()
    .at(0);
  if (first === undefined) {
    return fund === 'local'
      ? refuse('local_norm_set_missing', { province })
      : refuse('no_norm_set_on_date', { on });
  }
  return on < first
    ? refuse('date_before_first_norm_set', { on, first })
    : refuse('no_norm_set_on_date', { on });
}
