import { ok, refuse, type Result } from './result.ts';

declare const localDateBrand: unique symbol;

/**
 * A business date, `YYYY-MM-DD`, in Vietnam's time zone; years 0001–9999. Text order is date order,
 * and PostgreSQL's `date` arrives and leaves as this.
 */
export type LocalDate = string & { readonly [localDateBrand]: true };

export type DateRefusal = 'date_is_empty' | 'date_is_not_understood' | 'date_does_not_exist';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const VIETNAMESE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const LONGEST = 40;

/** Reads `YYYY-MM-DD` and the Vietnamese order `dd/mm/yyyy` (also `.` and `-`). Month first is never guessed. */
export function parseLocalDate(text: string): Result<LocalDate, DateRefusal> {
  const written = text.trim();
  if (written === '') return refuse('date_is_empty');
  const iso = ISO.exec(written);
  const vietnamese = VIETNAMESE.exec(written);
  if (iso === null && vietnamese === null) {
    return refuse('date_is_not_understood', { text: written.slice(0, LONGEST) });
  }
  const [year, month, day] = iso
    ? [iso[1]!, iso[2]!, iso[3]!]
    : [vietnamese![3]!, vietnamese![2]!, vietnamese![1]!];
  if (!exists(Number(year), Number(month), Number(day)))
    return refuse('date_does_not_exist', { text: written });
  return ok(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` as LocalDate);
}

/** A date known to be right (literals, database rows). Throws RangeError otherwise. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`localDate: not a date: ${JSON.stringify(text)}`);
  return text;
}

export function isLocalDate(text: string): text is LocalDate {
  const match = ISO.exec(text);
  return match !== null && exists(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** For `toSorted`: earlier first. */
export function compareDates(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** `days` may be negative. Throws RangeError outside the years 0001–9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`: 1 for the next day, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO: Monday 1 … Sunday 7. */
export function dayOfWeek(date: LocalDate): number {
  return dayOfWeekOf(dayNumber(date));
}

/** @internal The same for a day number: day 0, 1 January 1970, was a Thursday. */
export function dayOfWeekOf(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

function exists(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * @internal Days since 1970-01-01 in the proleptic Gregorian calendar. Years are counted from March so
 * that the leap day falls at their end (Howard Hinnant, "chrono-compatible low-level date algorithms").
 */
export function dayNumber(date: LocalDate): number {
  const month = twoDigits(date, 5);
  const day = twoDigits(date, 8);
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** @internal The inverse of `dayNumber`. */
export function dateOfDayNumber(number: number): LocalDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth + (marchMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!Number.isInteger(number) || year < 1 || year > 9999)
    throw new RangeError(`not a day of the years 1–9999: ${number}`);
  const century = Math.floor(year / 100);
  return `${PAIRS[century]!}${PAIRS[year - century * 100]!}-${PAIRS[month]!}-${PAIRS[day]!}` as LocalDate;
}

/** '00' to '99': a date is put together of four. */
const PAIRS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** Read as code units: cutting texts out would cost more than the calendar does. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}
