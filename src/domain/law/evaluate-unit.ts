import { minDong, multiplyRatio, ok, percentOf, refuse, type Dong, type Result } from '#kernel';
import { step, type Step, type UnitEvaluation } from './explanation.ts';
import type { Brackets, Norm, NormSet, PercentWithCap, Rule, UnitFacts, UpTo } from './norm.ts';

/** The kinds of rule that are computed; the others are data until somebody asks for them. */
export type ComputedRule = PercentWithCap | UpTo | Brackets;

export function isComputed(rule: Rule): rule is ComputedRule {
  return rule.kind === 'percent_with_cap' || rule.kind === 'up_to' || rule.kind === 'brackets';
}

export interface UnitAnswer extends UnitEvaluation {
  readonly steps: readonly Step[];
}

/** What one unit of count may get, and why. */
export function evaluateUnit(
  facts: UnitFacts,
  unit: number,
  norm: Norm,
  rule: ComputedRule,
  set: NormSet,
): Result<UnitAnswer, 'norm_bracket_is_unknown'> {
  const capped = capOf(facts, unit, norm, rule, set);
  if (!capped.ok) return capped;
  const { cap, steps } = capped.value;
  const { share, first } = shareOf(facts.eligibleCost, unit, norm, rule);
  const amount = cap === null ? share : minDong(share, cap);
  const decided = cap === null ? 'within_no_cap' : amount < share ? 'cap_decides' : 'cost_decides';
  return ok({ amount, cap, steps: [first, ...steps, step(decided, { amount }, { unit })] });
}

function shareOf(cost: Dong, unit: number, norm: Norm, rule: ComputedRule): { share: Dong; first: Step } {
  const about = { unit, citation: norm.citation };
  if (rule.kind !== 'percent_with_cap') return { share: cost, first: step('whole_cost', { cost }, about) };
  const share = percentOf(cost, rule.percent);
  return { share, first: step('percent_of_cost', { percent: rule.percent, cost, amount: share }, about) };
}

interface Cap {
  readonly cap: Dong | null;
  readonly steps: readonly Step[];
}

function capOf(
  facts: UnitFacts,
  unit: number,
  norm: Norm,
  rule: ComputedRule,
  set: NormSet,
): Result<Cap, 'norm_bracket_is_unknown'> {
  const about = { unit, citation: norm.citation };
  const { unitOfCount } = norm;
  if (rule.kind === 'brackets') return bracketOf(facts, unit, norm, rule, set);
  if (rule.cap === null) return ok({ cap: null, steps: [] });
  const base = step('cap_for_unit', { cap: rule.cap, unitOfCount }, about);
  const line = rule.kind === 'percent_with_cap' ? rule.line : null;
  if (line?.when !== 'always' && facts.technologyLine !== true) return ok({ cap: rule.cap, steps: [base] });
  if (line === null) {
    const unchanged = step('line_changes_nothing', { document: set.document }, { unit });
    return ok({ cap: rule.cap, steps: [base, unchanged] });
  }
  const cap = multiplyRatio(rule.cap, line.factor, WHOLE);
  return ok({ cap, steps: [base, step('line_raises_cap', { factor: line.factor, cap }, about)] });
}

/** Rates are basis points. */
const WHOLE = 10_000n;

/**
 * Where the total investment is not stated, the eligible cost stands for it: it is part of the total,
 * so the bracket found is never too high.
 */
function bracketOf(
  facts: UnitFacts,
  unit: number,
  norm: Norm,
  rule: Brackets,
  set: NormSet,
): Result<Cap, 'norm_bracket_is_unknown'> {
  const total = facts.totalInvestment ?? facts.eligibleCost;
  const bracket = rule.brackets.find((b) => b.from <= total && (b.below === null || total < b.below));
  if (bracket === undefined) {
    const params = { total, document: set.document };
    return refuse('norm_bracket_is_unknown', params, `units.${unit}.totalInvestment`);
  }
  const cap = bracket.amount;
  const params = { total, cap, unitOfCount: norm.unitOfCount };
  return ok({
    cap,
    steps: [step('bracket_of_investment', params, { unit, citation: norm.citation })],
  });
}
