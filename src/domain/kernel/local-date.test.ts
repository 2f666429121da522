import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compareDates,
  dateOfDayNumber,
  dayNumber,
  dayOfWeek,
  daysBetween,
  isLocalDate,
  localDate,
  parseLocalDate,
  yearOf,
} from './local-date.ts';

const FIRST = dayNumber(localDate('0001-01-01'));
const LAST = dayNumber(localDate('9999-12-31'));
const dates = fc.integer({ min: FIRST, max: LAST }).map(dateOfDayNumber);

describe('parseLocalDate', () => {
  it.each([
    ['2025-07-01', '2025-07-01'],
    ['01/07/2025', '2025-07-01'],
    ['1/7/2025', '2025-07-01'],
    [' 1.7.2025 ', '2025-07-01'],
    ['29-02-2024', '2024-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('%j is %s', (text, date) => expect(parseLocalDate(text)).toEqual({ ok: true, value: date }));

  it.each([
    ['', 'date_is_empty'],
    ['  ', 'date_is_empty'],
    ['29/02/2023', 'date_does_not_exist'],
    ['29/02/1900', 'date_does_not_exist'],
    ['31/04/2025', 'date_does_not_exist'],
    ['07/13/2025', 'date_does_not_exist'],
    ['0/1/2025', 'date_does_not_exist'],
    ['0000-01-01', 'date_does_not_exist'],
    ['1/7/25', 'date_is_not_understood'],
    ['2025/07/01', 'date_is_not_understood'],
    ['hôm nay', 'date_is_not_understood'],
    ['2025-07-01T00:00:00Z', 'date_is_not_understood'],
  ])('%j: %s', (text, code) => expect(parseLocalDate(text)).toMatchObject({ refusal: { code } }));
});

describe('localDate', () => {
  it('takes a real date and throws on any other text', () => {
    expect(localDate('2024-02-29')).toBe('2024-02-29');
    expect(() => localDate('2023-02-29')).toThrow(RangeError);
    expect(() => localDate('1/7/2025')).toThrow(RangeError);
    expect(isLocalDate('2025-7-1')).toBe(false);
  });
});

describe('calendar arithmetic', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-28', 2, '2024-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-03-01', -1, '2025-02-28'],
    ['1970-01-01', -1, '1969-12-31'],
  ])('%s and %s days is %s', (date, days, expected) => expect(addDays(localDate(date), days)).toBe(expected));

  it('stops at the ends of the calendar, and at parts of a day', () => {
    expect(() => addDays(localDate('9999-12-31'), 1)).toThrow(RangeError);
    expect(() => addDays(localDate('0001-01-01'), -1)).toThrow(RangeError);
    expect(() => addDays(localDate('2025-01-01'), 0.5)).toThrow(RangeError);
  });

  it('knows the weekday: 1 July 2025 was a Tuesday, 30 April 1975 a Wednesday', () => {
    expect(dayOfWeek(localDate('2025-07-01'))).toBe(2);
    expect(dayOfWeek(localDate('1975-04-30'))).toBe(3);
    expect(dayOfWeek(localDate('2025-08-31'))).toBe(7);
  });

  it('agrees with the platform on every day', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const utc = new Date(`${date}T00:00:00Z`);
        expect(dayNumber(date)).toBe(utc.getTime() / 86_400_000);
        expect(dayOfWeek(date)).toBe(utc.getUTCDay() || 7);
        expect(yearOf(date)).toBe(utc.getUTCFullYear());
      }),
      { numRuns: 1000 },
    );
  });

  it('takes as many days away as it added, and orders as days do', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(compareDates(a, b)).toBe(Math.sign(daysBetween(b, a)));
      }),
    );
  });
});
