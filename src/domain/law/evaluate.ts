import {
  addDong,
  contains,
  ok,
  refuse,
  refuseAll,
  subtractDong,
  ZERO_DONG,
  type Dong,
  type LocalDate,
  type Result,
} from '#kernel';
import { chosenNorm, type ChosenNorm } from './chosen-norm.ts';
import { evaluateUnit } from './evaluate-unit.ts';
import { step, type Evaluation, type Step, type UnitEvaluation } from './explanation.ts';
import type { NormBook, NormSet, SupportFacts } from './norm.ts';
import { normSetOn } from './norm-set.ts';
import { impossibleFacts } from './support-facts.ts';
import { unitsOfCount } from './units-of-count.ts';

/**
 * The most that may be given for these facts on this date, with the sentences that explain it; or
 * everything that is wrong with the question, at once. Pure: the same question has the same answer
 * for ever.
 */
export function evaluateOn(facts: SupportFacts, on: LocalDate, book: NormBook): Result<Evaluation> {
  const found = impossibleFacts(facts);
  if (!book.contents.has(facts.content)) {
    found.push(refuse('unknown_content', { content: facts.content }, 'content').refusal);
  }
  const set = normSetOn(book.sets, facts.fund, facts.province, on);
  if (!set.ok) found.push(set.refusal);
  if (!set.ok || found.length > 0) return refuseAll(found);
  return evaluate(facts, on, set.value);
}

/** The same with a set in hand: the one in force, or the one frozen on a project at its approval. */
export function evaluate(facts: SupportFacts, on: LocalDate, set: NormSet): Result<Evaluation> {
  const found = impossibleFacts(facts);
  if (!contains(set.inForce, on)) found.push(refuse('norm_set_not_in_force', { set: set.id, on }).refusal);
  const chosen = normFor(facts, set);
  if (!chosen.ok) found.push(chosen.refusal);
  if (!chosen.ok || found.length > 0) return refuseAll(found);

  const { norm, rule, opening, verified, limitsVerified } = chosen.value;
  const { area, year } = facts;
  const about = { area, on, year, norm, rule, set, factor: facts.priorityFactor ?? null };
  // One list that everything below adds its steps to: lists returned and put together cost more than the rest.
  const explanation: Step[] = [];
  for (const said of opening) explanation.push(said);
  const units: UnitEvaluation[] = [];
  let amount = ZERO_DONG;
  for (const its of unitsOfCount(facts.units, norm, explanation)) {
    const answer = evaluateUnit(its, units.length + found.length, about, explanation);
    if (!answer.ok) {
      found.push(answer.refusal);
      continue;
    }
    units.push(answer.value);
    amount = addDong(amount, answer.value.amount);
  }
  if (found.length > 0) return refuseAll(found);
  close(facts, set, units.length, amount, explanation);
  return ok({
    amount,
    units,
    explanation,
    // An unverified limit matters only where it was applied.
    verified: verified && (limitsVerified || !saysOfEarlier(explanation)),
    set,
    norm,
  });
}

function saysOfEarlier(steps: readonly Step[]): boolean {
  for (const said of steps) if (said.code === 'had_before') return true;
  return false;
}

/** Asking for more than the norm permits is refused with the sum. */
export function checkAsked(asked: Dong, evaluation: Evaluation): Result<Dong, 'support_exceeds_norm'> {
  if (asked <= evaluation.amount) return ok(asked);
  return refuse('support_exceeds_norm', {
    asked,
    permitted: evaluation.amount,
    excess: subtractDong(asked, evaluation.amount),
  });
}

/** The norm for these facts: the set's, where it is meant for their area and may be raised as far as they say. */
function normFor(facts: SupportFacts, set: NormSet): Result<ChosenNorm> {
  const chosen = chosenNorm(set, facts.content);
  if (!chosen.ok) return chosen;
  const { norm } = chosen.value;
  if (norm.areas !== null && !norm.areas.includes(facts.area)) {
    const params = { content: facts.content, document: set.document };
    return refuse('content_is_for_difficult_areas', params, 'area');
  }
  const factor = facts.priorityFactor ?? null;
  const most = set.priorityFactor?.factor ?? null;
  if (factor !== null && most === null)
    return refuse('priority_factor_is_unknown', { document: set.document }, 'priorityFactor');
  if (factor !== null && most !== null && (factor > most || factor < 10_000n))
    return refuse(
      'priority_factor_is_out_of_range',
      { factor: times(factor), most: times(most) },
      'priorityFactor',
    );
  return chosen;
}

/** 15000 basis points → "1.5". */
const times = (factor: bigint) => String(Number(factor) / 10_000);

function close(facts: SupportFacts, set: NormSet, count: number, amount: Dong, steps: Step[]): void {
  if (count > 1) steps.push(step('sum_of_units', { count, amount }));
  if (facts.area !== 'normal' && set.priorityFactor !== null && facts.priorityFactor === undefined) {
    const { factor, citation } = set.priorityFactor;
    steps.push(step('priority_may_raise', { factor }, null, citation));
  }
}
