import type { LocalDate, Rate } from '#kernel';
import type { Area, ComputedRule, Norm, NormSet } from './norm.ts';

/** What decides a unit beside its own facts. */
export interface Circumstances {
  readonly area: Area;
  readonly on: LocalDate;
  /** The budget year asked for; undefined: that of the day. */
  readonly year: number | undefined;
  readonly norm: Norm;
  readonly rule: ComputedRule;
  readonly set: NormSet;
  /** Granted by the approving authority; null: not raised. */
  readonly factor: Rate | null;
}
