import { ok, refuse, type Result } from '#kernel';
import { isVerified } from './citation.ts';
import { step, type Step } from './explanation.ts';
import { isComputed, type ComputedRule, type Norm, type NormSet } from './norm.ts';

/** The norm of a set that answers for a content, and what can be said of it whatever is asked. */
export interface ChosenNorm {
  readonly norm: Norm;
  readonly rule: ComputedRule;
  /** The steps every computation by it begins with. */
  readonly opening: readonly Step[];
  /** Whether norm and set were checked against the official text; its limits are looked at where they apply. */
  readonly verified: boolean;
  readonly limitsVerified: boolean;
}

/** The choices of a set, and the one last asked for: who computes many computes one content again and again. */
interface Choices {
  readonly of: ReadonlyMap<string, Result<ChosenNorm>>;
  content: string;
  last: Result<ChosenNorm>;
}

/** Chosen once for a set and not for each question: this alone was a third of a computation. */
const chosen = new WeakMap<NormSet, Choices>();

export function chosenNorm(set: NormSet, content: string): Result<ChosenNorm> {
  const choices = chosen.get(set);
  if (choices === undefined) {
    const of = new Map([...set.norms.values()].map((norm) => [norm.content, choose(norm, set)]));
    chosen.set(set, { of, content, last: of.get(content) ?? hasNone(content, set) });
    return chosenNorm(set, content);
  }
  if (choices.content !== content) {
    choices.last = choices.of.get(content) ?? hasNone(content, set);
    choices.content = content;
  }
  return choices.last;
}

function hasNone(content: string, set: NormSet): Result<ChosenNorm> {
  return refuse('content_has_no_norm', { content, document: set.document }, 'content');
}

function choose(asked: Norm, set: NormSet): Result<ChosenNorm> {
  const names = { content: asked.content, document: set.document };
  const norm = asked.rule.kind === 'same_as' ? set.norms.get(asked.rule.content) : asked;
  if (norm === undefined) return refuse('norm_level_is_unknown', names, 'content');
  const { rule } = norm;
  if (rule.kind === 'other_instrument' || rule.kind === 'set_locally') {
    const code = rule.kind === 'set_locally' ? 'norm_is_set_locally' : 'norm_is_in_other_instrument';
    return refuse(code, { ...names, where: rule.where.vi, whereEn: rule.where.en }, 'content');
  }
  if (!isComputed(rule)) return refuse('norm_level_is_unknown', names, 'content');
  const verified = isVerified(norm.verification) && isVerified(set.verification);
  const opening = openingOf(asked, norm, set, verified);
  const limitsVerified = norm.limits.every((limit) => isVerified(limit.verification));
  return ok({ norm, rule, opening, verified: verified && !set.sample, limitsVerified });
}

function openingOf(asked: Norm, norm: Norm, set: NormSet, verified: boolean): readonly Step[] {
  const { document, sample, inForce } = set;
  const steps = [step('norm_set_used', { document, from: inForce.from, until: inForce.until, sample })];
  if (!verified) steps.push(step('norm_is_unverified', { document }));
  if (norm !== asked) steps.push(step('computed_as_content', { content: asked.content, as: norm.content }));
  return steps;
}
