import { dateOfDayNumber, dayNumber, dayOfWeekOf, type LocalDate } from './local-date.ts';

/**
 * Which days are worked: Monday to Friday, less the days off, plus the weekend days worked in exchange.
 * Offices that work Saturdays are not modelled; public administration rests on both days.
 */
export interface WorkingCalendar {
  /** Day numbers of Mondays to Fridays that are off, ascending. */
  readonly offWeekdays: readonly number[];
  /** Day numbers of Saturdays and Sundays that are worked, ascending. */
  readonly workedWeekends: readonly number[];
  /** Every day from the first exception to the last, counted out once; outside of it weeks are regular. */
  readonly table: {
    /** The day before the first exception. */
    readonly before: number;
    /** Working days up to and with it. */
    readonly workedBefore: number;
    /** By days after `before`: working days up to and with that day; the first entry is `workedBefore`. */
    readonly workedUpTo: Int32Array;
    /** By working days after `before`: the number of that day; nothing at 0. */
    readonly dayOf: Int32Array;
    /** What the exceptions take from the regular count of every day after the table, or add to it. */
    readonly shift: number;
  };
}

/**
 * Holidays on a weekend change nothing (the day off in their place is listed as one more holiday), nor
 * do worked days within the week. A day in both lists is off: a public holiday is never worked.
 */
export function workingCalendar(days: {
  readonly holidays: Iterable<LocalDate>;
  readonly workedWeekends?: Iterable<LocalDate>;
}): WorkingCalendar {
  const holidays = new Set(Array.from(days.holidays, dayNumber));
  const worked = new Set(Array.from(days.workedWeekends ?? [], dayNumber));
  const offWeekdays = [...holidays].filter((day) => !isWeekend(day)).sort((a, b) => a - b);
  const workedWeekends = [...worked]
    .filter((day) => isWeekend(day) && !holidays.has(day))
    .sort((a, b) => a - b);
  return { offWeekdays, workedWeekends, table: countOut(offWeekdays, workedWeekends) };
}

function countOut(
  offWeekdays: readonly number[],
  workedWeekends: readonly number[],
): WorkingCalendar['table'] {
  const first = Math.min(offWeekdays[0] ?? Infinity, workedWeekends[0] ?? Infinity);
  const last = Math.max(offWeekdays.at(-1) ?? -Infinity, workedWeekends.at(-1) ?? -Infinity);
  // Without exceptions the table is one regular day.
  const before = Number.isFinite(first) ? first - 1 : 0;
  const length = Number.isFinite(last) ? last - before + 1 : 1;
  const exception = new Uint8Array(length);
  for (const days of [offWeekdays, workedWeekends]) for (const day of days) exception[day - before] = 1;

  const workedBefore = weekdaysUpTo(before);
  const workedUpTo = new Int32Array(length);
  const dayOf = new Int32Array(length);
  workedUpTo[0] = workedBefore;
  let count = 0;
  for (let after = 1; after < length; after++) {
    const weekend = isWeekend(before + after);
    if (weekend === (exception[after] === 1)) dayOf[++count] = before + after;
    workedUpTo[after] = workedBefore + count;
  }
  const shift = workedBefore + count - weekdaysUpTo(before + length - 1);
  return { before, workedBefore, workedUpTo, dayOf: dayOf.slice(0, count + 1), shift };
}

export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  const day = dayNumber(date);
  return workedUpTo(day, calendar) > workedUpTo(day - 1, calendar);
}

/**
 * The `days`-th working day strictly after `start`; `start` itself for 0. The day of receipt does not
 * count (Civil Code 2015, article 147), so a dossier received on Friday and due in one working day is
 * due on Monday. Throws RangeError on a negative or fractional count.
 */
export function addWorkingDays(start: LocalDate, days: number, calendar: WorkingCalendar): LocalDate {
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`addWorkingDays: ${days} working days`);
  if (days === 0) return start;
  return dateOfDayNumber(dayWorked(workedUpTo(dayNumber(start), calendar) + days, calendar));
}

/**
 * Working days after `from`, up to and with `to`; negative when `to` is earlier. So
 * `workingDaysBetween(s, addWorkingDays(s, n)) === n`.
 */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: WorkingCalendar): number {
  return workedUpTo(dayNumber(to), calendar) - workedUpTo(dayNumber(from), calendar);
}

function isWeekend(day: number): boolean {
  return dayOfWeekOf(day) > 5;
}

/** Working days from a fixed Monday long ago up to and with `day`. */
function workedUpTo(day: number, { table }: WorkingCalendar): number {
  const after = day - table.before;
  if (after < 0) return weekdaysUpTo(day);
  return table.workedUpTo[after] ?? weekdaysUpTo(day) + table.shift;
}

/** The day that brings the working days up to `count`: the other way round than `workedUpTo`. */
function dayWorked(count: number, { table }: WorkingCalendar): number {
  const after = count - table.workedBefore;
  if (after <= 0) return weekdayOf(count);
  return table.dayOf[after] ?? weekdayOf(count - table.shift);
}

/** Mondays to Fridays up to and with `day`. Day number -3, 29 December 1969, was a Monday, and is the first. */
function weekdaysUpTo(day: number): number {
  const sinceMonday = day + 4;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7, 5);
}

/** The day number of the `count`-th of them. */
function weekdayOf(count: number): number {
  const weeks = Math.floor((count - 1) / 5);
  return weeks * 7 + (count - 1 - weeks * 5) - 3;
}
