import type { Dong, LocalDate } from '#kernel';

export const budgetDecisionKinds = ['appropriate', 'supplement', 'cut'] as const;
/** What a budget authority can decide during the year. */
export type BudgetDecisionKind = (typeof budgetDecisionKinds)[number];

/** Those, and what year end brings. */
export type DecisionKind = BudgetDecisionKind | 'carry_over' | 'carry_in' | 'lapse';

export interface Decision {
  readonly id: string;
  readonly fundId: string;
  readonly kind: DecisionKind;
  /** As on the paper: `1234/QĐ-UBND`. Once per fund, unless withdrawn. */
  readonly number: string;
  readonly decidedOn: LocalDate;
  readonly amount: Dong;
  readonly documentId: string | null;
  readonly note: string | null;
  /** For money carried between years: the decision in the other fund. */
  readonly carriedWith: string | null;
  readonly withdrawn: boolean;
}
