import {
  addDong,
  contains,
  ok,
  refuse,
  refuseAll,
  subtractDong,
  yearOf,
  ZERO_DONG,
  type Dong,
  type LocalDate,
  type Result,
} from '#kernel';
import { isVerified } from './citation.ts';
import { evaluateUnit } from './evaluate-unit.ts';
import { step, type Evaluation, type Step, type UnitEvaluation } from './explanation.ts';
import {
  isComputed,
  type ComputedRule,
  type Norm,
  type NormBook,
  type NormSet,
  type SupportFacts,
} from './norm.ts';
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
  const chosen = chooseNorm(facts, set);
  if (!chosen.ok) found.push(chosen.refusal);
  if (!chosen.ok || found.length > 0) return refuseAll(found);

  const { norm, rule } = chosen.value;
  const counted = unitsOfCount(facts.units, norm);
  const { area, year = yearOf(on) } = facts;
  const about = { area, on, year, norm, rule, set, factor: facts.priorityFactor ?? null };
  const units: UnitEvaluation[] = [];
  const explanation = opening(facts, set, norm);
  explanation.push(...counted.steps);
  let amount = ZERO_DONG;
  let index = 0;
  // Loops and not flatMap: on lists of one it costs as much as everything else here together.
  for (const unit of counted.units) {
    const answer = evaluateUnit(unit, index++, about);
    if (!answer.ok) {
      found.push(answer.refusal);
      continue;
    }
    const { amount: one, cap, steps } = answer.value;
    units.push({ amount: one, cap });
    explanation.push(...steps);
    amount = addDong(amount, one);
  }
  if (found.length > 0) return refuseAll(found);
  explanation.push(...closing(facts, set, units.length, amount));
  // An unverified limit matters only where it was applied.
  const limited = explanation.some((s) => s.code === 'had_before');
  const limits = !limited || norm.limits.every((limit) => isVerified(limit.verification));
  const verified = isVerified(norm.verification) && isVerified(set.verification) && limits && !set.sample;
  return ok({ amount, units, explanation, verified, set, norm });
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

function chooseNorm(facts: SupportFacts, set: NormSet): Result<{ norm: Norm; rule: ComputedRule }> {
  const asked = set.norms.get(facts.content);
  if (asked === undefined) {
    return refuse('content_has_no_norm', { content: facts.content, document: set.document }, 'content');
  }
  const norm = asked.rule.kind === 'same_as' ? set.norms.get(asked.rule.content) : asked;
  if (norm === undefined || norm.rule.kind === 'unknown') {
    return refuse('norm_level_is_unknown', { content: facts.content, document: set.document }, 'content');
  }
  const rule = norm.rule;
  const names = { content: facts.content, document: set.document };
  if (rule.kind === 'other_instrument' || rule.kind === 'set_locally') {
    const code = rule.kind === 'set_locally' ? 'norm_is_set_locally' : 'norm_is_in_other_instrument';
    return refuse(code, { ...names, where: rule.where.vi, whereEn: rule.where.en }, 'content');
  }
  if (!isComputed(rule)) return refuse('norm_level_is_unknown', names, 'content');
  if (norm.areas !== null && !norm.areas.includes(facts.area)) {
    return refuse('content_is_for_difficult_areas', names, 'area');
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
  return ok({ norm, rule });
}

/** 15000 basis points → "1.5". */
const times = (factor: bigint) => String(Number(factor) / 10_000);

function opening(facts: SupportFacts, set: NormSet, norm: Norm): Step[] {
  const { from, until } = set.inForce;
  const steps = [step('norm_set_used', { document: set.document, from, until, sample: set.sample })];
  if (!isVerified(norm.verification) || !isVerified(set.verification)) {
    steps.push(step('norm_is_unverified', { document: set.document }));
  }
  if (norm.content !== facts.content) {
    steps.push(step('computed_as_content', { content: facts.content, as: norm.content }));
  }
  return steps;
}

function closing(facts: SupportFacts, set: NormSet, count: number, amount: Dong): Step[] {
  const steps: Step[] = [];
  if (count > 1) steps.push(step('sum_of_units', { count, amount }));
  if (facts.area !== 'normal' && set.priorityFactor !== null && facts.priorityFactor === undefined) {
    const { factor, citation } = set.priorityFactor;
    steps.push(step('priority_may_raise', { factor }, { citation }));
  }
  return steps;
}
