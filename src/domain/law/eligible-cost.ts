import { subtractDong, ZERO_DONG, type Dong } from '#kernel';
import { step, type Step } from './explanation.ts';
import type { Norm, NormSet, UnitFacts } from './norm.ts';

/**
 * The part of the cost put forward that counts: without the tax where the set leaves it out, and without kinds
 * the norm does not list. What was left out is told in `steps`.
 */
export function countedCost(facts: UnitFacts, unit: number, norm: Norm, set: NormSet, steps: Step[]): Dong {
  let cost = facts.eligibleCost;
  for (const { kind, amount } of facts.costs ?? []) {
    if (norm.costs === null || norm.costs.includes(kind)) continue;
    cost = subtractDong(cost, amount);
    steps.push(step('cost_kind_left_out', { costKind: kind, amount, cost }, unit, norm.citation));
  }
  const vat = facts.vat ?? ZERO_DONG;
  if (vat > 0n && set.vat === 'excluded') {
    // What is left out already took its own tax with it; no more than the rest can go.
    cost = cost > vat ? subtractDong(cost, vat) : ZERO_DONG;
    steps.push(step('vat_left_out', { vat, cost }, unit));
  } else if (vat > 0n && set.vat === null) steps.push(step('vat_treatment_unknown', { vat }, unit));
  return cost;
}
