import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from './local-date.ts';
import { formatDate, formatDateTime, todayIn } from './vietnam-time.ts';

describe("Vietnam's clock", () => {
  it.each([
    ['2025-06-30T16:59:59Z', '2025-06-30', '23:59 30/06/2025'],
    ['2025-06-30T17:00:00Z', '2025-07-01', '00:00 01/07/2025'],
    ['2025-12-31T17:05:00Z', '2026-01-01', '00:05 01/01/2026'],
  ])('%s is %s', (instant, date, written) => {
    expect(todayIn(new Date(instant))).toBe(date);
    expect(formatDateTime(new Date(instant))).toBe(written);
  });

  it('agrees with the time zone database', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
    const instants = fc.date({
      min: new Date('1976-01-01'),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(instants, (now) => todayIn(now) === intl.format(now)));
  });

  it('writes the day first', () => {
    expect(formatDate(localDate('2025-07-01'))).toBe('01/07/2025');
  });
});
