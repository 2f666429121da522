import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysUntil, survivalOf, type Ended, type Running } from './survival.ts';

const took = (...days: readonly number[]): Ended[] => days.map((d) => ({ days: d, reached: true, n: 1 }));
const ended = fc.array(
  fc.record({
    days: fc.integer({ min: -30, max: 60 }),
    reached: fc.boolean(),
    n: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 30 },
);
const running = fc.array(fc.record({ days: fc.nat(60), n: fc.integer({ min: 1, max: 5 }) }), {
  maxLength: 10,
});
/** Unknown is later than any number of days. */
const late = (days: number | null) => days ?? Infinity;

describe('after how many days half have arrived', () => {
  it('is, where all have, the nearest rank: the days one of them took', () => {
    expect(daysUntil(survivalOf(took(1, 1, 2, 2, 3, 3, 4, 5, 9, 20), []), 0.5)).toBe(3);
    fc.assert(
      fc.property(
        fc.array(fc.nat(99), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.5, 0.9),
        (days, part) => {
          const sorted = days.toSorted((a, b) => a - b);
          const rank = Math.ceil((Math.round(part * 10) * days.length) / 10);
          expect(daysUntil(survivalOf(took(...days), []), part)).toBe(sorted[rank - 1]);
        },
      ),
    );
  });

  it('is not known while more than half still wait, however long', () => {
    const half = survivalOf(took(10, 12), [{ days: 200, n: 3 }]);
    expect(daysUntil(half, 0.5)).toBeNull();
    expect(daysUntil(survivalOf([], [{ days: 5, n: 2 }]), 0.5)).toBeNull();
    expect(daysUntil(survivalOf([], []), 0.5)).toBeNull();
  });

  it('those who have only just begun say nothing yet of long waits', () => {
    expect(daysUntil(survivalOf(took(10, 20, 30), [{ days: 2, n: 50 }]), 0.5)).toBe(20);
  });

  it('is never made shorter by those who wait or left, and no shorter tomorrow if nobody arrives today', () => {
    fc.assert(
      fc.property(ended, running, fc.constantFrom(0.5, 0.9), (all, waiting: Running[], part) => {
        const arrived = all.filter(({ reached }) => reached);
        const figure = late(daysUntil(survivalOf(all, waiting), part));
        if (arrived.length > 0)
          expect(figure).toBeGreaterThanOrEqual(late(daysUntil(survivalOf(arrived, []), part)));
        const tomorrow = waiting.map((row) => ({ ...row, days: row.days + 1 }));
        expect(late(daysUntil(survivalOf(all, tomorrow), part))).toBeGreaterThanOrEqual(figure);
      }),
    );
  });

  it('of those who already waited some days, is later than these days', () => {
    expect(daysUntil(survivalOf(took(1, 2, 3, 8, 10), []), 0.5, 3)).toBe(8);
    expect(daysUntil(survivalOf(took(1, 2, 3), []), 0.5, 3)).toBeNull();
    fc.assert(
      fc.property(ended, running, fc.integer({ min: -40, max: 70 }), (all, waiting: Running[], than) => {
        const days = daysUntil(survivalOf(all, waiting), 0.5, than);
        if (days !== null) expect(days).toBeGreaterThan(than);
      }),
    );
  });
});
