import { daysBetween, type LocalDate } from '#kernel';

export interface DeadlineFacts {
  readonly due: LocalDate;
  readonly today: LocalDate;
  /**
   * Working days from today to the deadline, negative when it has passed (`workingDaysBetween`). Calendar
   * days are counted when it is absent.
   */
  readonly workingDays?: number;
  /** The clock stands still, because the applicant supplements. */
  readonly paused?: boolean;
}

/** `days` is 0 when less than one counted day lies between: late on the Saturday after a Friday. */
export type DeadlineState =
  | { readonly kind: 'late'; readonly days: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'paused' };

/** Late, today or later. Late and today are decided by the dates alone; only the count knows holidays. */
export function deadlineState({ due, today, workingDays, paused }: DeadlineFacts): DeadlineState {
  if (paused === true) return { kind: 'paused' };
  if (due === today) return { kind: 'today' };
  const days = Math.abs(workingDays ?? daysBetween(today, due));
  return due < today ? { kind: 'late', days } : { kind: 'left', days };
}
