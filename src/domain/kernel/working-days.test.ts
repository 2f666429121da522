import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOfWeek, localDate, type LocalDate } from './local-date.ts';
import { addWorkingDays, isWorkingDay, workingCalendar, workingDaysBetween } from './working-days.ts';

const dates = (...texts: string[]) => texts.map(localDate);

// National Day 2025 with the Monday off, made up for on no weekend; 2 May off in exchange for Saturday 26 April.
const calendar = workingCalendar({
  holidays: dates('2025-04-30', '2025-05-01', '2025-05-02', '2025-09-01', '2025-09-02'),
  workedWeekends: dates('2025-04-26'),
});

describe('working days', () => {
  it.each([
    ['2025-08-29', true],
    ['2025-08-30', false],
    ['2025-09-01', false],
    ['2025-09-03', true],
    ['2025-04-26', true],
    ['2025-04-27', false],
    ['2025-05-02', false],
  ])('%s: %s', (date, worked) => expect(isWorkingDay(localDate(date), calendar)).toBe(worked));

  it.each([
    ['2025-07-01', 0, '2025-07-01'],
    ['2025-07-01', 1, '2025-07-02'],
    ['2025-07-04', 1, '2025-07-07'],
    ['2025-07-05', 1, '2025-07-07'],
    ['2025-08-29', 1, '2025-09-03'],
    ['2025-04-25', 1, '2025-04-26'],
    ['2025-04-25', 4, '2025-05-05'],
    ['2025-07-01', 30, '2025-08-12'],
  ])('%s and %s working days is %s', (start, days, due) => {
    expect(addWorkingDays(localDate(start), days, calendar)).toBe(due);
    if (days > 0) expect(workingDaysBetween(localDate(start), localDate(due), calendar)).toBe(days);
  });

  it('counts backwards as negative', () => {
    expect(workingDaysBetween(localDate('2025-07-08'), localDate('2025-07-04'), calendar)).toBe(-2);
  });

  it.each([-1, 1.5, NaN])('throws on %s days', (days) => {
    expect(() => addWorkingDays(localDate('2025-07-01'), days, calendar)).toThrow(RangeError);
  });

  it('keeps a public holiday off even if listed as worked, and ignores what changes nothing', () => {
    const both = workingCalendar({
      holidays: dates('2025-07-05', '2025-07-01', '2025-07-01'),
      workedWeekends: dates('2025-07-05', '2025-07-02'),
    });
    expect(isWorkingDay(localDate('2025-07-05'), both)).toBe(false);
    expect(both.offWeekdays).toHaveLength(1);
    expect(both.workedWeekends).toHaveLength(0);
  });
});

describe('against a count day by day', () => {
  const day = (n: number): LocalDate => addDays(localDate('1969-12-20'), n);
  const someDays = fc.uniqueArray(fc.nat(80).map(day), { maxLength: 40 });

  it('agrees, and never goes back as the count or the start goes on', () => {
    fc.assert(
      fc.property(someDays, someDays, fc.nat(60), fc.nat(40), (holidays, workedWeekends, n, days) => {
        const made = workingCalendar({ holidays, workedWeekends });
        const worked = (date: LocalDate) =>
          dayOfWeek(date) <= 5
            ? !holidays.includes(date)
            : workedWeekends.includes(date) && !holidays.includes(date);

        const start = day(n);
        let due = start;
        for (let left = days; left > 0;) {
          due = addDays(due, 1);
          if (worked(due)) left--;
        }
        expect(addWorkingDays(start, days, made)).toBe(due);
        expect(workingDaysBetween(start, due, made)).toBe(days);
        expect(isWorkingDay(start, made)).toBe(worked(start));
        expect(addWorkingDays(start, days + 1, made) > due).toBe(true);
        if (days > 0) expect(addWorkingDays(addDays(start, 1), days, made) >= due).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
