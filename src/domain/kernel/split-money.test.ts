import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dong, sumDong } from './money.ts';
import { splitProportionally } from './split-money.ts';

describe('splitProportionally', () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [10n, [1n, 2n, 3n], [2n, 3n, 5n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [5n, [0n, 1n], [0n, 5n]],
    [0n, [3n, 4n], [0n, 0n]],
    [1n, [3n, 5n, 5n], [0n, 1n, 0n]],
  ])('%s by %s', (amount, weights, parts) => {
    expect(splitProportionally(dong(amount), weights)).toEqual(parts);
  });

  it.each([[[]], [[0n, 0n]], [[2n, -1n]]])('has nobody to give it to: %s', (weights: bigint[]) => {
    expect(() => splitProportionally(dong(1), weights)).toThrow(RangeError);
  });

  it('loses no đồng, and no part is a whole đồng off its exact share', () => {
    const weights = fc
      .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((weight) => weight > 0n));
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(dong), weights, (amount, list) => {
        const parts = splitProportionally(amount, list);
        expect(sumDong(parts)).toBe(amount);
        const whole = list.reduce((total, weight) => total + weight, 0n);
        parts.forEach((part, i) => {
          const off = part * whole - amount * list[i]!;
          expect(off < whole && off > -whole).toBe(true);
        });
      }),
    );
  });
});
