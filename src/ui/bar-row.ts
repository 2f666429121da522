import type { Tone } from './tone.ts';

export interface BarRow {
  readonly label: string;
  /** Length of the bar, in any unit that all rows share; not negative. */
  readonly value: number;
  /** What is written beside it: "11 ngày". */
  readonly figure: string;
  readonly tone?: Tone;
  readonly href?: string;
}
