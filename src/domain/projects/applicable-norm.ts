import type { LocalDate, Result } from '#kernel';
import { evaluateOn, type Evaluation, type NormBook, type Step, type SupportFacts } from '#law';

/** A sentence of the answer; `national_level_stands_in` is ours, the rest are the law's. */
export type AnswerStep =
  | Step
  | {
      readonly code: 'national_level_stands_in';
      readonly params: Readonly<Record<string, never>>;
      readonly unit: null;
      readonly citation: null;
    };

export interface NormAnswer extends Omit<Evaluation, 'explanation'> {
  readonly explanation: readonly AnswerStep[];
}

/** Where a province's own set says nothing usable for a content on a day. */
const silent: readonly string[] = [
  'local_norm_set_missing',
  'date_before_first_norm_set',
  'no_norm_set_on_date',
  'content_has_no_norm',
  'norm_level_is_unknown',
  'norm_is_in_other_instrument',
  'norm_is_set_locally',
];

/**
 * The norm in force for a request. Where the province has no level of its own that we know, the
 * national level stands in as the ceiling (local levels are "based on" the national ones, joint
 * circular 26/2014, article 6 clause 3); the answer then says so and counts as unverified.
 */
export function applicableNorm(facts: SupportFacts, on: LocalDate, book: NormBook): Result<NormAnswer> {
  const own = evaluateOn(facts, on, book);
  if (own.ok || facts.fund === 'national' || !silent.includes(own.refusal.code)) return own;
  const national = evaluateOn({ ...facts, fund: 'national' }, on, book);
  if (!national.ok) return national;
  const standIn = { unit: null, citation: null, params: {}, code: 'national_level_stands_in' } as const;
  return {
    ok: true,
    value: { ...national.value, explanation: [standIn, ...national.value.explanation], verified: false },
  };
}
