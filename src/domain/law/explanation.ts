import type { Dong, LocalDate, Rate } from '#kernel';
import type { Citation } from './citation.ts';
import type { Norm, NormSet } from './norm.ts';

/** What each step of a computation says; `src/text/explanations.ts` makes sentences of them. */
export interface StepParams {
  norm_set_used: { document: string; from: LocalDate; until: LocalDate | null; sample: boolean };
  norm_is_unverified: { document: string };
  computed_as_content: { content: string; as: string };
  percent_of_cost: { percent: Rate; cost: Dong; amount: Dong };
  whole_cost: { cost: Dong };
  cap_for_unit: { cap: Dong; unitOfCount: string };
  bracket_of_investment: { total: Dong; cap: Dong; unitOfCount: string };
  line_raises_cap: { factor: Rate; cap: Dong };
  line_changes_nothing: { document: string };
  cap_decides: { amount: Dong };
  cost_decides: { amount: Dong };
  within_no_cap: { amount: Dong };
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
  about: { readonly unit?: number; readonly citation?: Citation | null } = {},
): Step {
  return { code, params, unit: about.unit ?? null, citation: about.citation ?? null } as Step;
}
