import type { LocalDate } from '#kernel';

/** One stage of a procedure, as StageBar draws it. */
export interface Stage {
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead' | 'stopped';
  /** The day it was done. */
  readonly date?: LocalDate;
}
