import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '#kernel';
import {
  calendarChanges,
  calendarFaults,
  daysOfRun,
  isCalendarYear,
  runsOf,
  type CalendarDay,
  type TypedRun,
} from './calendar-year.ts';

const run = (row: number, from: string, to = from, kind: TypedRun['kind'] = 'off'): TypedRun => ({
  row,
  from: localDate(from),
  to: localDate(to),
  kind,
  vi: 'Tết',
  en: 'Tết',
});
const faults = (...runs: TypedRun[]) =>
  calendarFaults(2027, runs).map(({ code, field }) => `${field}: ${code}`);

describe('what was entered for a year', () => {
  it('stands with Tết over a weekend, a day in lieu, and a Saturday worked in exchange', () => {
    expect(
      faults(
        run(0, '2027-02-05', '2027-02-11'),
        run(1, '2027-05-03'),
        run(2, '2027-05-08', '2027-05-08', 'worked'),
      ),
    ).toEqual([]);
    // 1 May 2027 is a Saturday: whether a day is given for it, the notice says.
    expect(faults(run(0, '2027-05-01'))).toEqual([]);
  });

  it('is told every fault beside its field', () => {
    expect(
      faults(
        run(0, '2026-12-31', '2027-01-01'),
        run(1, '2027-02-11', '2027-02-05'),
        run(3, '2027-04-30', '2027-05-01'),
        run(4, '2027-05-01'),
        run(5, '2027-05-10', '2027-05-10', 'worked'),
        run(7, '2028-01-01'),
      ),
    ).toEqual([
      'days.0.from: calendar_day_of_other_year',
      'days.1.to: calendar_run_is_backwards',
      'days.4.from: calendar_day_is_twice',
      'days.5.from: calendar_worked_day_is_no_weekend',
      'days.7.from: calendar_day_of_other_year',
    ]);
  });

  it('has at least one day off and at most thirty', () => {
    expect(faults(run(0, '2027-06-01', '2027-06-30'))).toEqual([]);
    expect(faults(run(0, '2027-06-01', '2027-07-01'))).toEqual(['days: calendar_has_too_many_days_off']);
    expect(faults(run(0, '2027-05-08', '2027-05-08', 'worked'))).toEqual(['days: calendar_has_no_days_off']);
  });

  it('is for a year the system counts in', () => {
    const today = localDate('2026-11-23');
    expect([2013, 2014, 2028, 2029, NaN].map((year) => isCalendarYear(year, today))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('days put together into runs', () => {
  it('give the same days again, whatever they are', () => {
    const days = fc.uniqueArray(fc.nat(364), { maxLength: 40 }).chain((offsets) =>
      fc.tuple(
        ...offsets
          .sort((a, b) => a - b)
          .map((offset) =>
            fc.record({
              day: fc.constant(addDays(localDate('2027-01-01'), offset)),
              kind: fc.constantFrom('off' as const, 'worked' as const),
              name: fc.constantFrom({ vi: 'a', en: 'a' }, { vi: 'b', en: 'b' }),
              verification: fc.constant('memory' as const),
            }),
          ),
      ),
    );
    fc.assert(
      fc.property(days, (given: CalendarDay[]) => {
        const runs = runsOf(given);
        const again = runs.flatMap((one) => daysOfRun(one).map((day) => [day, one.kind, one.vi]));
        expect(again).toEqual(given.map(({ day, kind, name }) => [day, kind, name.vi]));
        expect(calendarChanges(given, runs)).toEqual([]);
      }),
    );
  });
});
