import type { Dong, LocalDate, Rate } from '#kernel';
import type { Citation } from './citation.ts';
import type { CostKind } from './cost-kind.ts';
import type { Area, Level, Norm, NormSet, OtherAmount } from './norm.ts';
import type { UnitOfCount } from './unit-of-count.ts';

/** What each step of a computation says; `src/text/explanations.ts` makes sentences of them. */
export interface StepParams {
  norm_set_used: { document: string; from: LocalDate; until: LocalDate | null; sample: boolean };
  norm_is_unverified: { document: string };
  computed_as_content: { content: string; as: string };
  units_are_one: { count: number; unitOfCount: UnitOfCount };
  vat_left_out: { vat: Dong; cost: Dong };
  vat_treatment_unknown: { vat: Dong };
  cost_kind_left_out: { costKind: CostKind; amount: Dong; cost: Dong };
  percent_of_cost: { percent: Rate; cost: Dong; amount: Dong };
  percent_of_other: { percent: Rate; otherAmount: OtherAmount; cost: Dong; amount: Dong };
  rate_of_area: { area: Area };
  whole_cost: { cost: Dong };
  actual_cost: { percent: Rate; cost: Dong; amount: Dong };
  price_by_tender: Record<never, never>;
  fixed_amount: { amount: Dong; unitOfCount: UnitOfCount };
  cap_for_unit: { cap: Dong; unitOfCount: UnitOfCount };
  cap_of_level: { cap: Dong; level: Level; unitOfCount: UnitOfCount };
  bracket_of_investment: { total: Dong; cap: Dong; unitOfCount: UnitOfCount };
  line_raises_cap: { factor: Rate; cap: Dong };
  line_changes_nothing: { document: string };
  priority_raises: { factor: Rate; amount: Dong };
  had_before: { had: Dong; left: Dong; window: 'year' | 'ever' };
  cap_decides: { amount: Dong };
  cost_decides: { amount: Dong };
  within_no_cap: { amount: Dong };
  fixed_decides: { amount: Dong };
  earlier_support_decides: { amount: Dong };
  priority_may_raise: { factor: Rate };
  sum_of_units: { count: number; amount: Dong };
}
export type StepCode = keyof StepParams;

/** One sentence of an explanation, before it is a sentence. */
export type Step = {
  readonly [C in StepCode]: {
    readonly code: C;
    readonly params: Readonly<StepParams[C]>;
    /** Which unit of count it speaks of, from 0; null for the whole. */
    readonly unit: number | null;
    readonly citation: Citation | null;
  };
}[StepCode];

const deciding = [
  'cap_decides',
  'cost_decides',
  'within_no_cap',
  'fixed_decides',
  'earlier_support_decides',
] as const satisfies readonly StepCode[];

/** The last step of every unit says what it gets: these amounts add up to the whole. */
export function isDeciding(step: Step): step is Step & { readonly code: (typeof deciding)[number] } {
  return (deciding as readonly StepCode[]).includes(step.code);
}

export interface UnitEvaluation {
  readonly amount: Dong;
  /** The most one unit could get whatever it costs; null where the norm has no cap. */
  readonly cap: Dong | null;
}

/** The most that may be given, and why. */
export interface Evaluation {
  readonly amount: Dong;
  readonly units: readonly UnitEvaluation[];
  readonly explanation: readonly Step[];
  /** False when the norm or its set has not been checked against the official text. */
  readonly verified: boolean;
  readonly set: NormSet;
  /** The norm computed with (of another content when the set says "same as"). */
  readonly norm: Norm;
}

export function step<C extends StepCode>(
  code: C,
  params: StepParams[C],
  unit: number | null = null,
  citation: Citation | null = null,
): Step {
  return { code, params, unit, citation } as Step;
}
