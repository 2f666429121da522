import { multiplyRatio, ok, percentOf, refuse, type Dong, type Rate, type Result } from '#kernel';
import type { Circumstances } from './circumstances.ts';
import { step, type Step } from './explanation.ts';
import type { Brackets, ByArea, ByLevel, ComputedRule, UnitFacts } from './norm.ts';

/** What one rule says for one unit, before earlier support is counted: the share of its cost, and the cap. */
export interface UnitLevel {
  readonly share: Dong;
  readonly cap: Dong | null;
}

export type LevelRefusal = 'norm_bracket_is_unknown' | 'norm_needs_level';

/** Rates are basis points. */
const WHOLE = 10_000n;

/** The level of one unit of count under a rule, kind by kind; why is added to `steps`. */
export function levelOfUnit(
  facts: UnitFacts,
  unit: number,
  cost: Dong,
  about: Circumstances,
  steps: Step[],
): Result<UnitLevel, LevelRefusal> {
  const { area, rule } = about;
  const { unitOfCount, citation } = about.norm;
  switch (rule.kind) {
    case 'percent_with_cap': {
      const percent = rule.percent[area];
      const share = percentOf(cost, percent);
      steps.push(step('percent_of_cost', { percent, cost, amount: share }, unit, citation));
      sayArea(rule.percent, unit, about, steps);
      return ok({
        share,
        cap: rule.cap === null ? null : capOf(rule.cap, rule.line, facts, unit, about, steps),
      });
    }
    case 'up_to':
      steps.push(step('whole_cost', { cost }, unit, citation));
      return ok({ share: cost, cap: capOf(rule.cap, null, facts, unit, about, steps) });
    case 'fixed': {
      const amount = rule.amount[area];
      steps.push(step('fixed_amount', { amount, unitOfCount }, unit, citation));
      sayArea(rule.amount, unit, about, steps);
      return ok({ share: amount, cap: amount });
    }
    case 'percent_of': {
      const percent = rule.percent[area];
      const share = percentOf(cost, percent);
      const params = { percent, otherAmount: rule.amount, cost, amount: share };
      steps.push(step('percent_of_other', params, unit, citation));
      sayArea(rule.percent, unit, about, steps);
      return ok({ share, cap: rule.cap === null ? null : capOf(rule.cap, null, facts, unit, about, steps) });
    }
    case 'actual_cost': {
      const percent = rule.percent[area];
      const share = percentOf(cost, percent);
      steps.push(step('actual_cost', { percent, cost, amount: share }, unit, citation));
      if (rule.price !== null) steps.push(step('price_by_tender', {}, unit, citation));
      return ok({ share, cap: null });
    }
    case 'by_level':
      return byLevel(rule, facts, unit, cost, about, steps);
    case 'brackets':
      return bracketOf(rule, facts, unit, cost, about, steps);
  }
}

/** Says that the rate is the area's own, where areas differ. */
function sayArea(
  rates: ByArea<Rate | Dong>,
  unit: number,
  { area, norm }: Circumstances,
  steps: Step[],
): void {
  const differ = rates.difficult !== rates.normal || rates.especially_difficult !== rates.normal;
  if (differ) steps.push(step('rate_of_area', { area }, unit, norm.citation));
}

function capOf(
  caps: ByArea<Dong>,
  line: Extract<ComputedRule, { kind: 'percent_with_cap' }>['line'],
  facts: UnitFacts,
  unit: number,
  { area, norm: { unitOfCount, citation }, set }: Circumstances,
  steps: Step[],
): Dong {
  const cap = caps[area];
  steps.push(step('cap_for_unit', { cap, unitOfCount }, unit, citation));
  if (line?.when !== 'always' && facts.technologyLine !== true) return cap;
  if (line === null) {
    steps.push(step('line_changes_nothing', { document: set.document }, unit));
    return cap;
  }
  const raised = multiplyRatio(cap, line.factor, WHOLE);
  steps.push(step('line_raises_cap', { factor: line.factor, cap: raised }, unit, citation));
  return raised;
}

function byLevel(
  rule: ByLevel,
  facts: UnitFacts,
  unit: number,
  cost: Dong,
  { area, norm, set }: Circumstances,
  steps: Step[],
): Result<UnitLevel, 'norm_needs_level'> {
  const { level } = facts;
  const cap = level === undefined ? undefined : rule.caps[level];
  if (level === undefined || cap === undefined) {
    const params = {
      content: norm.content,
      levels: Object.keys(rule.caps).join(','),
      document: set.document,
    };
    return refuse('norm_needs_level', params, `units.${unit}.level`);
  }
  const { unitOfCount, citation } = norm;
  const percent = rule.percent[area];
  const share = percentOf(cost, percent);
  steps.push(
    percent === WHOLE
      ? step('whole_cost', { cost }, unit, citation)
      : step('percent_of_cost', { percent, cost, amount: share }, unit, citation),
    step('cap_of_level', { cap, level, unitOfCount }, unit, citation),
  );
  return ok({ share, cap });
}

/**
 * Where the total investment is not stated, the eligible cost stands for it: it is part of the total,
 * so the bracket found is never too high.
 */
function bracketOf(
  rule: Brackets,
  facts: UnitFacts,
  unit: number,
  cost: Dong,
  { norm, set }: Circumstances,
  steps: Step[],
): Result<UnitLevel, 'norm_bracket_is_unknown'> {
  const total = facts.totalInvestment ?? facts.eligibleCost;
  const bracket = rule.brackets.find((b) => b.from <= total && (b.below === null || total < b.below));
  if (bracket === undefined) {
    const params = { total, document: set.document };
    return refuse('norm_bracket_is_unknown', params, `units.${unit}.totalInvestment`);
  }
  const cap = bracket.amount;
  const { unitOfCount, citation } = norm;
  steps.push(
    step('whole_cost', { cost }, unit, citation),
    step('bracket_of_investment', { total, cap, unitOfCount }, unit, citation),
  );
  return ok({ share: cost, cap });
}
