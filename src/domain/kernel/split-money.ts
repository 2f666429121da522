import { dong, negateDong, type Dong } from './money.ts';

/**
 * Shares an amount out in proportion to the weights, in whole đồng, so that the parts add up to it
 * exactly: every part is floored and the đồng left over go to the largest remainders, the earlier
 * weight first (largest remainder method). A negative amount is shared like its positive, negated.
 *
 * Throws RangeError when a weight is negative or all are zero (there is then nobody to give it to).
 */
export function splitProportionally(amount: Dong, weights: readonly bigint[]): Dong[] {
  const whole = weights.reduce((total, weight) => total + weight, 0n);
  if (whole <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('splitProportionally: weights must not be negative, nor all zero');
  }
  if (amount < 0n) return splitProportionally(negateDong(amount), weights).map(negateDong);

  const parts = weights.map((weight) => (amount * weight) / whole);
  const remainders = weights.map((weight) => (amount * weight) % whole);
  const left = Number(amount - parts.reduce((total, part) => total + part, 0n));
  const byRemainder = remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, left)) parts[index]! += 1n;
  return parts.map(dong);
}
