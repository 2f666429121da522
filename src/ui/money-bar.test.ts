import { ZERO_DONG, dong } from '#kernel';
import { expect, it } from 'vitest';
import { moneyShares, type MoneyPart } from './money-bar.ts';

const part = (station: MoneyPart['station'], amount: bigint): MoneyPart => ({
  station,
  label: station,
  amount: dong(amount),
});

it('parts stand in the order of the stations, whatever order they come in', () => {
  const shares = moneyShares([part('free', 1n), part('planned', 1n), part('settled', 2n)], dong(4n));
  expect(shares.map((share) => [share.station, share.width])).toEqual([
    ['settled', 50],
    ['planned', 25],
    ['free', 25],
  ]);
});

it('a fund without money draws an empty bar, not a division by zero', () => {
  expect(moneyShares([part('settled', 0n)], ZERO_DONG).map((share) => share.width)).toEqual([0]);
});

it('more than the total still fits the bar', () => {
  const shares = moneyShares([part('settled', 3n), part('planned', 3n)], dong(4n));
  expect(shares.reduce((sum, share) => sum + share.width, 0)).toBe(100);
});
