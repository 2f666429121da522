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
  return {
    offWeekdays: [...holidays].filter((day) => !isWeekend(day)).sort((a, b) => a - b),
    workedWeekends: [...worked].filter((day) => isWeekend(day) && !holidays.has(day)).sort((a, b) => a - b),
  };
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
  const first = dayNumber(start);
  const wanted = workedUpTo(first, calendar) + days;
  let below = first;
  let reached = first + Math.ceil((days + calendar.offWeekdays.length) / 5) * 7 + 7;
  while (reached - below > 1) {
    const middle = Math.floor((below + reached) / 2);
    if (workedUpTo(middle, calendar) >= wanted) reached = middle;
    else below = middle;
  }
  return dateOfDayNumber(reached);
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

/** Working days from a fixed Monday long ago up to and with `day`: whole weeks, then the exceptions. */
function workedUpTo(day: number, calendar: WorkingCalendar): number {
  const sinceMonday = day + 4; // day number -3, 29 December 1969, was a Monday
  const weeks = Math.floor(sinceMonday / 7);
  const weekdays = weeks * 5 + Math.min(sinceMonday - weeks * 7, 5);
  return weekdays - countUpTo(calendar.offWeekdays, day) + countUpTo(calendar.workedWeekends, day);
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
