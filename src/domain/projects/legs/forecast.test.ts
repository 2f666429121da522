import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addWorkingDays, dong, localDate, sumDong, workingCalendar } from '#kernel';
import {
  expectedIn,
  expectedMoney,
  forecastEvents,
  forecastLegs,
  forecastOf,
  LEAST_PAST,
  rangesOf,
  type LegPast,
} from './forecast.ts';

const today = localDate('2026-11-23');
const calendar = workingCalendar({ holidays: [] });
const noRule = () => null;

const past = (leg: LegPast['leg'], days: readonly number[], begun: readonly string[] = []): LegPast => ({
  procedure: 'provincial',
  leg,
  ended: days.map((d) => ({ days: d, reached: true, n: 1 })),
  running: begun.map((day) => ({
    ...{ day: localDate(day), n: 1, recent: 1 },
    ...{ amount: dong(300_000_000), advance: dong(210_000_000) },
  })),
});

describe('when projects come to their settlement', () => {
  const five = (days: number) => Array.from({ length: LEAST_PAST }, () => days);

  it('is the rest of the leg they stand on, and the median of each one after', () => {
    const { expected } = forecastOf(
      [past('payment', five(10)), past('settlement', five(30))],
      noRule,
      today,
      calendar,
    );
    expect(expected('settlement', 'provincial', 'payment', localDate('2026-11-20'))).toBe('2026-12-30');
    expect(expected('settlement', 'provincial', 'settlement', localDate('2026-11-20'))).toBe('2026-12-20');
  });

  it('moves with how long a project has waited, and is not told of one that waits longer than any did', () => {
    const { expected } = forecastOf([past('settlement', [2, 4, 6, 8, 60])], noRule, today, calendar);
    const on = (waited: number) =>
      expected('settlement', 'provincial', 'settlement', addDays(today, -waited));
    expect([on(0), on(6), on(59), on(60)]).toEqual([
      addDays(today, 6),
      addDays(today, 2),
      addDays(today, 1),
      null,
    ]);
  });

  it('rests on the days of the procedure where the past is too small, on nothing where there are none', () => {
    const rows = [past('payment', [10]), past('settlement', [30, 30])];
    const { expected, bases } = forecastOf(
      rows,
      (_, leg) => (leg === 'payment' ? 10 : null),
      today,
      calendar,
    );
    expect(bases.map(({ basis }) => basis.kind)).toEqual(['rule', 'none']);
    expect(expected('settlement', 'provincial', 'payment', today)).toBeNull();
    const ruled = forecastOf(rows, () => 10, today, calendar).expected;
    expect(ruled('settlement', 'provincial', 'settlement', localDate('2026-11-16'))).toBe(
      addWorkingDays(localDate('2026-11-16'), 10, calendar),
    );
    expect(ruled('settlement', 'provincial', 'settlement', localDate('2026-01-05'))).toBe(today);
  });

  it('the acceptance of works follows the last day of the contract, as much later or sooner as before', () => {
    const on = (rows: readonly LegPast[], ends: string) =>
      forecastOf(rows, noRule, today, calendar).expected('acceptance', 'provincial', 'term', localDate(ends));
    expect(on([past('term', [])], '2026-12-20')).toBe('2026-12-20');
    expect(on([past('term', [])], '2026-10-20')).toBe(today);
    expect(on([past('term', [-9, -5, -5, 0, 3])], '2026-12-20')).toBe('2026-12-15');
  });
});

const day = fc.integer({ min: -500, max: 0 }).map((n) => addDays(today, n));
const money = fc.bigInt(0n, 10n ** 12n).map(dong);
const anyPast = fc
  .record({
    procedure: fc.constantFrom('provincial' as const, 'national' as const),
    leg: fc.constantFrom(...forecastLegs),
    ended: fc.array(
      fc.record({
        days: fc.integer({ min: 0, max: 300 }),
        reached: fc.boolean(),
        n: fc.integer({ min: 1, max: 9 }),
      }),
      { maxLength: 12 },
    ),
    running: fc.uniqueArray(
      fc.record({ day, n: fc.integer({ min: 1, max: 9 }), recent: fc.nat(1), amount: money, advance: money }),
      {
        maxLength: 25,
        selector: (row) => row.day,
      },
    ),
  })
  .map((row): LegPast => row);
const world = fc.uniqueArray(anyPast, {
  maxLength: 14,
  selector: ({ procedure, leg }) => `${procedure}/${leg}`,
});
const rule = fc.option(fc.nat(40), { nil: null });

describe('whatever the past and whoever is under way', () => {
  it('all that is open is told, once, and nothing in a month that is over', () => {
    fc.assert(
      fc.property(world, rule, (rows, days) => {
        const forecast = forecastOf(rows, () => days, today, calendar);
        for (const event of forecastEvents) {
          const told = [...forecast.months, 'later', 'unknown'].map((bucket) =>
            expectedIn(forecast, event, bucket),
          );
          expect(told.reduce((a, b) => a + b, 0)).toBe(expectedIn(forecast, event));
          const money = [...forecast.months, 'later', 'unknown'].map((b) =>
            expectedMoney(forecast, event, b),
          );
          expect(sumDong(money)).toBe(expectedMoney(forecast, event));
        }
        const open = new Map(
          rows.map((row) => [`${row.procedure}/${row.leg}`, row.running.reduce((a, { n }) => a + n, 0)]),
        );
        const onTheWay = (legs: readonly string[]) =>
          [...open].filter(([key]) => legs.includes(key.split('/')[1]!)).reduce((a, [, n]) => a + n, 0);
        expect(expectedIn(forecast, 'settlement')).toBe(
          onTheWay(['estimate', 'contract', 'term', 'payment', 'settlement']),
        );
        expect(expectedIn(forecast, 'acceptance')).toBe(onTheWay(['estimate', 'contract', 'term']));
        expect(expectedIn(forecast, 'advance')).toBe(onTheWay(['estimate', 'contract', 'advance']));
        const of = (name: 'amount' | 'advance', legs: readonly string[]) =>
          sumDong(
            rows.flatMap(({ leg, running }) => (legs.includes(leg) ? running.map((r) => r[name]) : [])),
          );
        expect(expectedMoney(forecast, 'acceptance')).toBe(of('amount', ['estimate', 'contract', 'term']));
        expect(expectedMoney(forecast, 'advance')).toBe(of('advance', ['estimate', 'contract', 'advance']));
        expect(forecast.months[0]).toBe('2026-11');
        for (const { event, procedure, leg, day: since } of forecast.standing)
          expect((forecast.expected(event, procedure, leg, since) ?? today) >= today).toBe(true);
      }),
    );
  });

  it('the ranges of a figure hold the days that make it, and no other', () => {
    fc.assert(
      fc.property(world, rule, (rows, days) => {
        const forecast = forecastOf(rows, () => days, today, calendar);
        for (const event of forecastEvents)
          for (const bucket of [...forecast.months, 'later', 'unknown']) {
            const ranges = rangesOf(forecast, event, bucket);
            const within = forecast.standing.filter(
              (row) =>
                row.event === event &&
                ranges.some(
                  (r) =>
                    r.procedure === row.procedure &&
                    r.leg === row.leg &&
                    row.day >= r.from &&
                    row.day <= r.until,
                ),
            );
            expect(within.every((row) => row.bucket === bucket)).toBe(true);
            expect(within.reduce((a, { n }) => a + n, 0)).toBe(expectedIn(forecast, event, bucket));
          }
      }),
    );
  });
});
