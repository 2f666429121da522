import type { LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Citation, TwoLanguages, Verification } from './citation.ts';

/** What can change in a project that is in a plan. */
export const changeKinds = [
  'place',
  'coordinating_unit',
  'beneficiary',
  'content',
  'lines',
  'amount_up',
  'amount_down',
  'time_within_year',
  'time_next_year',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One row of the matrix: who decides one kind of change. */
export interface ChangeAuthority {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly groupOnly: boolean;
  readonly authority: TwoLanguages;
  readonly roles: readonly Role[];
  readonly days: number | null;
  readonly inForceFrom: LocalDate;
  readonly citation: Citation | null;
  readonly verification: Verification;
}
