import {
  maxDong,
  ok,
  refuse,
  subtractDong,
  sumDong,
  ZERO_DONG,
  yearOf,
  type Dong,
  type LocalDate,
  type Result,
} from '#kernel';
import { step, type Step } from './explanation.ts';
import type { Norm, UnitFacts } from './norm.ts';

export type EarlierRefusal = 'support_limit_reached' | 'support_times_reached';

/**
 * What is left for a unit on a day after what its establishment had before, by the norm's limits; null where
 * nothing before counts against it. A limit that leaves nothing is a refusal that says what was had.
 */
export function remainingFor(
  facts: UnitFacts,
  unit: number,
  norm: Norm,
  cap: Dong | null,
  on: LocalDate,
  steps: Step[],
): Result<Dong | null, EarlierRefusal> {
  const { earlier } = facts;
  if (earlier === undefined || earlier.length === 0) return ok(null);
  let most: Dong | null = null;
  for (const limit of norm.limits) {
    const had = earlier.filter(
      (before) => before.on <= on && (limit.within === 'ever' || yearOf(before.on) === yearOf(on)),
    );
    if (limit.times !== null && had.length >= limit.times) {
      const params = { content: norm.content, times: limit.times, window: limit.within };
      return refuse('support_times_reached', params, earlierField(unit));
    }
    const amount = limit.amount === 'cap' ? cap : limit.amount;
    if (amount === null || had.length === 0) continue;
    const sum = sumDong(had.map((before) => before.amount));
    const left = maxDong(ZERO_DONG, subtractDong(amount, sum));
    if (left === 0n)
      return refuse(
        'support_limit_reached',
        { content: norm.content, had: sum, most: amount },
        earlierField(unit),
      );
    steps.push(step('had_before', { had: sum, left, window: limit.within }, unit, limit.citation));
    if (most === null || left < most) most = left;
  }
  return ok(most);
}

const earlierField = (unit: number) => `units.${unit}.earlier`;
