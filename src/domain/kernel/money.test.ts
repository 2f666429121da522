import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BILLION,
  DONG_LIMIT,
  MILLION,
  addDong,
  compareDong,
  dong,
  floorDong,
  isNegative,
  maxDong,
  minDong,
  multiplyRatio,
  negateDong,
  percent,
  percentOf,
  subtractDong,
  sumDong,
} from './money.ts';

const amounts = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }).map(dong);

describe('dong', () => {
  it('takes bigints, whole numbers and decimal strings', () => {
    expect([dong(5n), dong(5), dong('-5'), dong('9007199254740993')]).toEqual([
      5n,
      5n,
      -5n,
      9007199254740993n,
    ]);
  });

  it.each([1.5, NaN, 2 ** 53, '1.5', '', '0x10', ' 5', '5e3', DONG_LIMIT, -DONG_LIMIT])(
    'throws on %s',
    (bad) => {
      expect(() => dong(bad)).toThrow(RangeError);
    },
  );

  it('stops a sum that PostgreSQL could not hold', () => {
    expect(() => addDong(dong(DONG_LIMIT - 1n), dong(1))).toThrow(RangeError);
    expect(() => sumDong([dong(DONG_LIMIT - 1n), dong(DONG_LIMIT - 1n)])).toThrow(RangeError);
  });
});

describe('arithmetic', () => {
  it('adds, subtracts, compares', () => {
    expect(sumDong([])).toBe(0n);
    expect(sumDong([dong(1), dong(2), dong(3)])).toBe(6n);
    expect(subtractDong(dong(1), dong(3))).toBe(-2n);
    expect(negateDong(dong(7))).toBe(-7n);
    expect(minDong(dong(3), dong(-1), dong(2))).toBe(-1n);
    expect(maxDong(dong(3), dong(-1), dong(2))).toBe(3n);
    expect([BILLION, MILLION, dong(-1)].sort(compareDong)).toEqual([-1n, MILLION, BILLION]);
    expect([isNegative(dong(-1)), isNegative(dong(0))]).toEqual([true, false]);
  });

  it('takes what it added away again', () => {
    fc.assert(fc.property(amounts, amounts, (a, b) => subtractDong(addDong(a, b), b) === a));
  });
});

describe('rounding', () => {
  it.each([
    [7n, 2n, 3n],
    [-7n, 2n, -4n],
    [-8n, 2n, -4n],
    [0n, 3n, 0n],
  ])('floors %s/%s to %s', (numerator, denominator, expected) => {
    expect(floorDong(numerator, denominator)).toBe(expected);
  });

  it('refuses to divide by nothing', () => {
    expect(() => floorDong(1n, 0n)).toThrow(RangeError);
  });

  it('never gives more than the exact share, and less than one đồng less', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 0n, max: 20_000n }), (amount, share) => {
        const part = percentOf(amount, share as ReturnType<typeof percent>);
        const exact = amount * share;
        expect(part * 10_000n <= exact && exact < (part + 1n) * 10_000n).toBe(true);
      }),
    );
  });

  it('computes the shares the law speaks of', () => {
    expect(percentOf(dong(600 * 1_000_000), percent(50))).toBe(300n * MILLION);
    expect(percentOf(dong(999), percent('12.5'))).toBe(124n);
    expect(multiplyRatio(dong(300n * MILLION), 3n, 2n)).toBe(450n * MILLION);
  });
});

describe('percent', () => {
  it.each([
    [50, 5000n],
    [0, 0n],
    ['12.5', 1250n],
    [0.05, 5n],
    ['100', 10_000n],
  ])('%s → %s basis points', (share, expected) => expect(percent(share)).toBe(expected));

  it.each([-1, '12,5', 1 / 3, '12.345', '', NaN])('throws on %s', (bad) => {
    expect(() => percent(bad)).toThrow(RangeError);
  });
});
