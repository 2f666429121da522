import { minDong, multiplyRatio, ok, refuse, type Dong, type Result } from '#kernel';
import type { Circumstances } from './circumstances.ts';
import { countedCost } from './eligible-cost.ts';
import { remainingFor } from './earlier-support.ts';
import { step, type Step, type StepCode, type UnitEvaluation } from './explanation.ts';
import { levelOfUnit, type UnitLevel } from './level-of-unit.ts';
import type { ComputedRule, UnitFacts } from './norm.ts';

/** Rates are basis points. */
const WHOLE = 10_000n;

/** What one unit of count may get; why is added to `steps`. */
export function evaluateUnit(
  facts: UnitFacts,
  unit: number,
  about: Circumstances,
  steps: Step[],
): Result<UnitEvaluation> {
  const { norm, rule, set } = about;
  const cost = countedCost(facts, unit, norm, set, steps);
  if (cost === 0n && rule.kind !== 'fixed')
    return refuse('no_cost_counts', { content: norm.content }, `units.${unit}.costs`);
  const level = levelOfUnit(facts, unit, cost, about, steps);
  if (!level.ok) return level;
  const raised = raise(level.value, cost, unit, about, steps);
  const left = remainingFor(facts, unit, norm, raised.cap, about, steps);
  if (!left.ok) return left;
  const amount = left.value === null ? raised.amount : minDong(raised.amount, left.value);
  const decided = amount < raised.amount ? 'earlier_support_decides' : decidedBy(rule, level.value);
  steps.push(step(decided, { amount }, unit));
  return ok({ amount, cap: raised.cap });
}

function decidedBy(rule: ComputedRule, { share, cap }: UnitLevel): StepCode {
  if (rule.kind === 'fixed') return 'fixed_decides';
  if (cap === null) return 'within_no_cap';
  return cap < share ? 'cap_decides' : 'cost_decides';
}

/** The factor of the approving authority raises the level reached; it never pays more than the cost that counts. */
function raise(
  { share, cap }: UnitLevel,
  cost: Dong,
  unit: number,
  { set, factor, rule }: Circumstances,
  steps: Step[],
): UnitEvaluation {
  const amount = cap === null ? share : minDong(share, cap);
  if (factor === null || set.priorityFactor === null) return { amount, cap };
  const most = multiplyRatio(amount, factor, WHOLE);
  const raised = rule.kind === 'fixed' ? most : minDong(most, cost);
  steps.push(step('priority_raises', { factor, amount: raised }, unit, set.priorityFactor.citation));
  return { amount: raised, cap: cap === null ? null : multiplyRatio(cap, factor, WHOLE) };
}
