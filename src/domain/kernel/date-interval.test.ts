import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, dateInterval, overlaps } from './date-interval.ts';
import { addDays, localDate } from './local-date.ts';

const start = localDate('2025-01-01');
const day = (n: number) => addDays(start, n);

describe('half-open intervals of dates', () => {
  it('hold their first day and not their last', () => {
    const norm = dateInterval(localDate('2014-04-03'), localDate('2018-05-20'));
    expect(contains(norm, localDate('2014-04-02'))).toBe(false);
    expect(contains(norm, localDate('2014-04-03'))).toBe(true);
    expect(contains(norm, localDate('2018-05-19'))).toBe(true);
    expect(contains(norm, localDate('2018-05-20'))).toBe(false);
  });

  it('may have no end', () => {
    expect(contains(dateInterval(day(0)), localDate('9999-12-31'))).toBe(true);
    expect(overlaps(dateInterval(day(0)), dateInterval(day(9)))).toBe(true);
  });

  it('do not overlap when one takes over from the other', () => {
    expect(overlaps(dateInterval(day(0), day(5)), dateInterval(day(5)))).toBe(false);
    expect(overlaps(dateInterval(day(0), day(6)), dateInterval(day(5)))).toBe(true);
  });

  it('cannot end before they begin', () => {
    expect(() => dateInterval(day(1), day(0))).toThrow(RangeError);
  });

  it('overlap exactly when some day lies in both', () => {
    const intervals = fc
      .tuple(fc.nat(12), fc.option(fc.nat(6)))
      .map(([from, length]) => dateInterval(day(from), length === null ? null : day(from + length)));
    fc.assert(
      fc.property(intervals, intervals, (a, b) => {
        const shared = Array.from({ length: 25 }, (_, n) => day(n)).some(
          (d) => contains(a, d) && contains(b, d),
        );
        expect(overlaps(a, b)).toBe(shared);
      }),
    );
  });
});
