import { addWorkingDays, workingDaysBetween, type LocalDate, type WorkingCalendar } from '#kernel';

/** What something in the records is about: a project, a calendar. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** How a wait stands on a day, for its chip: a shape, a word and a colour. */
export type DeadlineStanding =
  | { readonly kind: 'late'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'left'; readonly days: number };

/** Working days late or left, counted half-open: due today is neither. */
export function standingOf(dueOn: LocalDate, today: LocalDate, calendar: WorkingCalendar): DeadlineStanding {
  if (dueOn === today) return { kind: 'today' };
  if (dueOn < today) return { kind: 'late', days: Math.max(1, workingDaysBetween(dueOn, today, calendar)) };
  return { kind: 'left', days: Math.max(1, workingDaysBetween(today, dueOn, calendar)) };
}

/**
 * Working days a paused wait resumes with: what was left when it was paused, at least one, so that
 * pausing never shortens a wait to nothing.
 */
export function daysLeft(dueOn: LocalDate, pausedOn: LocalDate, calendar: WorkingCalendar): number {
  return dueOn <= pausedOn ? 1 : Math.max(1, workingDaysBetween(pausedOn, dueOn, calendar));
}

export function dueAfter(startedOn: LocalDate, days: number, calendar: WorkingCalendar): LocalDate {
  return addWorkingDays(startedOn, days, calendar);
}

/** What a wait's clock has run so far, and since when it runs; null while it is paused. */
export interface Clock {
  /** Working days before the last pause; null: not known. */
  readonly usedBefore: number | null;
  readonly runsFrom: LocalDate | null;
}

/** Working days a clock has run on a day: half-open, so what ends on the day it began took none; pauses are left out. */
export function daysUsed({ usedBefore, runsFrom }: Clock, on: LocalDate, calendar: WorkingCalendar) {
  if (usedBefore === null) return null;
  return usedBefore + (runsFrom === null ? 0 : Math.max(0, workingDaysBetween(runsFrom, on, calendar)));
}
