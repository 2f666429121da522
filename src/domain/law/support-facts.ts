import { dong, refuse, type Refusal } from '#kernel';
import type { SupportFacts, UnitFacts } from './norm.ts';

/** Not law, only sanity: keeps every sum of a question far inside what an amount can hold. */
const MOST_UNITS = 1_000;
const LARGEST_COST = dong(1_000_000_000_000_000n);

/** Facts that no project can have, all of them at once. */
export function impossibleFacts(facts: SupportFacts): Refusal[] {
  if (facts.units.length === 0) return [refuse('no_unit_of_count', {}, 'units').refusal];
  if (facts.units.length > MOST_UNITS) {
    return [refuse('too_many_units', { most: MOST_UNITS }, 'units').refusal];
  }
  const found: Refusal[] = [];
  for (let index = 0; index < facts.units.length; index++) impossibleUnit(facts.units[index]!, index, found);
  return found;
}

function impossibleUnit(unit: UnitFacts, index: number, found: Refusal[]): void {
  if (unit.eligibleCost <= 0n) {
    const field = `units.${index}.eligibleCost`;
    found.push(refuse('eligible_cost_is_not_positive', { cost: unit.eligibleCost }, field).refusal);
  } else if (unit.eligibleCost > LARGEST_COST) {
    const field = `units.${index}.eligibleCost`;
    found.push(refuse('eligible_cost_is_too_large', { most: LARGEST_COST }, field).refusal);
  }
  if (unit.totalInvestment !== undefined && unit.totalInvestment < unit.eligibleCost) {
    const params = { total: unit.totalInvestment, cost: unit.eligibleCost };
    found.push(refuse('total_investment_is_below_cost', params, `units.${index}.totalInvestment`).refusal);
  }
  const { costs: parts, earlier } = unit;
  const broken = parts?.reduce((sum, part) => sum + part.amount, 0n);
  if (parts?.some((part) => part.amount < 0n)) {
    found.push(refuse('cost_kind_is_negative', {}, `units.${index}.costs`).refusal);
  } else if (broken !== undefined && broken !== unit.eligibleCost) {
    const params = { sum: broken, cost: unit.eligibleCost };
    found.push(refuse('cost_kinds_do_not_add_up', params, `units.${index}.costs`).refusal);
  }
  if (unit.vat !== undefined && (unit.vat < 0n || unit.vat > unit.eligibleCost)) {
    const params = { vat: unit.vat, cost: unit.eligibleCost };
    found.push(refuse('vat_is_out_of_range', params, `units.${index}.vat`).refusal);
  }
  if (earlier?.some((before) => before.amount < 0n)) {
    found.push(refuse('earlier_support_is_negative', {}, `units.${index}.earlier`).refusal);
  }
}
