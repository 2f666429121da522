import type { LocalDate, WorkingCalendar } from '#kernel';
import type { NormBook, Procedure } from '#law';
import type { ProcedureKind } from '#projects';

/** What the plan is made from: the law and the calendar as they are, and the day it is made on. */
export interface Grounds {
  readonly province: string;
  readonly today: LocalDate;
  readonly seed: string;
  /** `small`: a few projects, for tests. */
  readonly size: 'full' | 'small';
  readonly calendar: WorkingCalendar;
  readonly norms: NormBook;
  readonly procedures: Readonly<Record<ProcedureKind, Procedure>>;
  /** Titles of communes by code. */
  readonly places: ReadonlyMap<string, string>;
}
