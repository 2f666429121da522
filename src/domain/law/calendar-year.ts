import { addDays, dayOfWeek, daysBetween, refuse, yearOf, type LocalDate, type Refusal } from '#kernel';
import type { TwoLanguages, Verification } from './citation.ts';

export type CalendarDayKind = 'off' | 'worked';

/** One day that is not as its weekday says: off, or a weekend day worked in exchange. */
export interface CalendarDay {
  readonly day: LocalDate;
  readonly kind: CalendarDayKind;
  readonly name: TwoLanguages;
  readonly verification: Verification;
}

/** Days in a row of one name, as a notice has them. */
export interface CalendarRun {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly kind: CalendarDayKind;
  readonly vi: string;
  readonly en: string;
}

/** A run as typed, with the row of the form it stands in. */
export interface TypedRun extends CalendarRun {
  readonly row: number;
}

/** Days off a year, weekends between them counted: years as known have 12 to 20. */
const MOST_DAYS_OFF = 30;
/** The first year the shipped calendar knows, and how far ahead notices come. */
const FIRST_YEAR = 2014;
const YEARS_AHEAD = 2;

export function isCalendarYear(year: number, today: LocalDate): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= yearOf(today) + YEARS_AHEAD;
}

export function calendarYears(today: LocalDate): readonly number[] {
  return Array.from({ length: yearOf(today) + YEARS_AHEAD - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
}

export function daysOfRun({ from, to }: Pick<CalendarRun, 'from' | 'to'>): LocalDate[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));
}

/**
 * Everything wrong with what was entered for a year, each fault beside its field. A day off on a weekend is no fault:
 * whether a day is given for it is the notice's to say.
 */
export function calendarFaults(year: number, runs: readonly TypedRun[]): Refusal[] {
  const found: Refusal[] = [];
  const seen = new Set<LocalDate>();
  let off = 0;
  for (const run of runs) {
    const at = (field: 'from' | 'to') => `days.${run.row}.${field}`;
    const foreign = (['from', 'to'] as const).filter((field) => yearOf(run[field]) !== year);
    for (const field of foreign.slice(0, run.from === run.to ? 1 : 2))
      found.push(
        refuse('calendar_day_of_other_year', { day: run[field], year: String(year) }, at(field)).refusal,
      );
    if (run.to < run.from) found.push(refuse('calendar_run_is_backwards', {}, at('to')).refusal);
    if (foreign.length > 0 || run.to < run.from) continue;
    const days = daysOfRun(run);
    const twice = days.find((day) => seen.has(day));
    if (twice !== undefined) found.push(refuse('calendar_day_is_twice', { day: twice }, at('from')).refusal);
    const weekday = run.kind === 'worked' ? days.find((day) => dayOfWeek(day) <= 5) : undefined;
    if (weekday !== undefined)
      found.push(refuse('calendar_worked_day_is_no_weekend', { day: weekday }, at('from')).refusal);
    for (const day of days) seen.add(day);
    if (run.kind === 'off') off += days.length;
  }
  if (off > MOST_DAYS_OFF)
    found.push(refuse('calendar_has_too_many_days_off', { days: off, most: MOST_DAYS_OFF }, 'days').refusal);
  if (off === 0 && found.length === 0) found.push(refuse('calendar_has_no_days_off', {}, 'days').refusal);
  return found;
}

/** Days as stored, put together again into the runs a notice names. Days in order. */
export function runsOf(days: readonly CalendarDay[]): CalendarRun[] {
  const runs: CalendarRun[] = [];
  for (const { day, kind, name } of days) {
    const last = runs.at(-1);
    if (last?.kind === kind && last.vi === name.vi && last.en === name.en && addDays(last.to, 1) === day)
      runs[runs.length - 1] = { ...last, to: day };
    else runs.push({ from: day, to: day, kind, vi: name.vi, en: name.en });
  }
  return runs;
}

export interface CalendarChange {
  readonly day: LocalDate;
  readonly before: CalendarDayKind | null;
  readonly after: CalendarDayKind | null;
}

/** The days that would be off or worked otherwise than now, in order. */
export function calendarChanges(
  days: readonly CalendarDay[],
  runs: readonly CalendarRun[],
): CalendarChange[] {
  const before = new Map(days.map(({ day, kind }) => [day, kind]));
  const after = new Map(runs.flatMap((run) => daysOfRun(run).map((day) => [day, run.kind] as const)));
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((day) => ({ day, before: before.get(day) ?? null, after: after.get(day) ?? null }))
    .filter((change) => change.before !== change.after);
}
