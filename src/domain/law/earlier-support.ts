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
import type { EarlierSupport, Limit, Norm, UnitFacts } from './norm.ts';

export type EarlierRefusal = 'support_limit_reached' | 'support_times_reached';

/** The day and the budget year a question is asked for. */
export interface AskedWhen {
  readonly on: LocalDate;
  /** Undefined: the year of the day. */
  readonly year: number | undefined;
}

/**
 * What is left for a unit after what its establishment had before, by the norm's limits; null where nothing before
 * counts against it. A limit that leaves nothing is a refusal that says what was had.
 */
export function remainingFor(
  facts: UnitFacts,
  unit: number,
  norm: Norm,
  cap: Dong | null,
  asked: AskedWhen,
  steps: Step[],
): Result<Dong | null, EarlierRefusal> {
  const { earlier } = facts;
  if (earlier === undefined || earlier.length === 0) return ok(null);
  let most: Dong | null = null;
  for (const limit of norm.limits) {
    const had = earlier.filter((before) => countsAgainst(before, limit, norm, asked));
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

function countsAgainst(before: EarlierSupport, limit: Limit, norm: Norm, asked: AskedWhen): boolean {
  if (before.on > asked.on) return false;
  if (limit.within === 'year' && (before.year ?? yearOf(before.on)) !== (asked.year ?? yearOf(asked.on)))
    return false;
  const { content = norm.content } = before;
  return content === norm.content || limit.contents?.includes(content) === true;
}

const earlierField = (unit: number) => `units.${unit}.earlier`;
