import { multiplyRatio, ok, percentOf, refuse, type Dong, type Rate, type Result } from '#kernel';
import { step, type Step } from './explanation.ts';
import type { Area, Brackets, ByArea, ByLevel, ComputedRule, Norm, NormSet, UnitFacts } from './norm.ts';

/** What one rule says for one unit, before earlier support is counted: the share of its cost, and the cap. */
export interface UnitLevel {
  readonly share: Dong;
  readonly cap: Dong | null;
  readonly steps: readonly Step[];
}

export type LevelRefusal = 'norm_bracket_is_unknown' | 'norm_needs_level';

/** Rates are basis points. */
const WHOLE = 10_000n;

interface Asked {
  readonly facts: UnitFacts;
  readonly unit: number;
  readonly cost: Dong;
  readonly area: Area;
  readonly norm: Norm;
  readonly set: NormSet;
}

/** The level of one unit of count under a rule, kind by kind. */
export function levelOfUnit(rule: ComputedRule, asked: Asked): Result<UnitLevel, LevelRefusal> {
  const { unit, cost, area, norm } = asked;
  const about = { unit, citation: norm.citation };
  switch (rule.kind) {
    case 'percent_with_cap': {
      const percent = rule.percent[area];
      const share = percentOf(cost, percent);
      const first = step('percent_of_cost', { percent, cost, amount: share }, about);
      const capped = rule.cap === null ? { cap: null, steps: [] } : capOf(rule.cap, rule.line, asked);
      return ok({ share, cap: capped.cap, steps: [first, ...byArea(rule.percent, asked), ...capped.steps] });
    }
    case 'up_to': {
      const capped = capOf(rule.cap, null, asked);
      return ok({
        share: cost,
        cap: capped.cap,
        steps: [step('whole_cost', { cost }, about), ...capped.steps],
      });
    }
    case 'fixed': {
      const amount = rule.amount[area];
      const first = step('fixed_amount', { amount, unitOfCount: norm.unitOfCount }, about);
      return ok({ share: amount, cap: amount, steps: [first, ...byArea(rule.amount, asked)] });
    }
    case 'percent_of': {
      const percent = rule.percent[area];
      const share = percentOf(cost, percent);
      const params = { percent, otherAmount: rule.amount, cost, amount: share };
      const capped = rule.cap === null ? { cap: null, steps: [] } : capOf(rule.cap, null, asked);
      const first = step('percent_of_other', params, about);
      return ok({ share, cap: capped.cap, steps: [first, ...byArea(rule.percent, asked), ...capped.steps] });
    }
    case 'actual_cost': {
      const percent = rule.percent[area];
      const share = percentOf(cost, percent);
      const price = rule.price === null ? [] : [step('price_by_tender', {}, about)];
      const first = step('actual_cost', { percent, cost, amount: share }, about);
      return ok({ share, cap: null, steps: [first, ...price] });
    }
    case 'by_level':
      return byLevel(rule, asked);
    case 'brackets':
      return bracketOf(rule, asked);
  }
}

/** Says that the rate is the area's own, where areas differ. */
function byArea(rates: ByArea<Rate | Dong>, { unit, area, norm }: Asked): Step[] {
  const differ = rates.difficult !== rates.normal || rates.especially_difficult !== rates.normal;
  return differ ? [step('rate_of_area', { area }, { unit, citation: norm.citation })] : [];
}

function capOf(
  caps: ByArea<Dong>,
  line: Extract<ComputedRule, { kind: 'percent_with_cap' }>['line'],
  { facts, unit, area, norm, set }: Asked,
): { readonly cap: Dong; readonly steps: readonly Step[] } {
  const about = { unit, citation: norm.citation };
  const base = step('cap_for_unit', { cap: caps[area], unitOfCount: norm.unitOfCount }, about);
  if (line?.when !== 'always' && facts.technologyLine !== true) return { cap: caps[area], steps: [base] };
  if (line === null) {
    const unchanged = step('line_changes_nothing', { document: set.document }, { unit });
    return { cap: caps[area], steps: [base, unchanged] };
  }
  const cap = multiplyRatio(caps[area], line.factor, WHOLE);
  return { cap, steps: [base, step('line_raises_cap', { factor: line.factor, cap }, about)] };
}

function byLevel(
  rule: ByLevel,
  { facts, unit, cost, area, norm, set }: Asked,
): Result<UnitLevel, 'norm_needs_level'> {
  const cap = facts.level === undefined ? undefined : rule.caps[facts.level];
  if (facts.level === undefined || cap === undefined) {
    const params = {
      content: norm.content,
      levels: Object.keys(rule.caps).join(','),
      document: set.document,
    };
    return refuse('norm_needs_level', params, `units.${unit}.level`);
  }
  const about = { unit, citation: norm.citation };
  const percent = rule.percent[area];
  const share = percentOf(cost, percent);
  const first =
    percent === WHOLE
      ? step('whole_cost', { cost }, about)
      : step('percent_of_cost', { percent, cost, amount: share }, about);
  const params = { cap, level: facts.level, unitOfCount: norm.unitOfCount };
  return ok({ share, cap, steps: [first, step('cap_of_level', params, about)] });
}

/**
 * Where the total investment is not stated, the eligible cost stands for it: it is part of the total,
 * so the bracket found is never too high.
 */
function bracketOf(
  rule: Brackets,
  { facts, unit, cost, norm, set }: Asked,
): Result<UnitLevel, 'norm_bracket_is_unknown'> {
  const total = facts.totalInvestment ?? facts.eligibleCost;
  const bracket = rule.brackets.find((b) => b.from <= total && (b.below === null || total < b.below));
  if (bracket === undefined) {
    const params = { total, document: set.document };
    return refuse('norm_bracket_is_unknown', params, `units.${unit}.totalInvestment`);
  }
  const cap = bracket.amount;
  const about = { unit, citation: norm.citation };
  const first = step('whole_cost', { cost }, about);
  const params = { total, cap, unitOfCount: norm.unitOfCount };
  return ok({ share: cost, cap, steps: [first, step('bracket_of_investment', params, about)] });
}
