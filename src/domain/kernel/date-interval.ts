import type { LocalDate } from './local-date.ts';

/** From `from` up to but without `until`; `until` null means in force without an end. */
export interface DateInterval {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

/** Throws RangeError when it would end before it begins; equal ends make an empty interval. */
export function dateInterval(from: LocalDate, until: LocalDate | null = null): DateInterval {
  if (until !== null && until < from) throw new RangeError(`dateInterval: ${until} is before ${from}`);
  return { from, until };
}

export function contains(interval: DateInterval, date: LocalDate): boolean {
  return interval.from <= date && (interval.until === null || date < interval.until);
}

/** Whether some day lies in both. An empty interval overlaps nothing. */
export function overlaps(a: DateInterval, b: DateInterval): boolean {
  const from = a.from > b.from ? a.from : b.from;
  return contains(a, from) && contains(b, from);
}
