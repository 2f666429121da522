import { minDong, percentOf, type Dong, type Rate } from '#kernel';
import type { Citation, TwoLanguages, Verification } from './citation.ts';

/**
 * How much may be advanced on a content, and what must be shown first. `ceiling` bounds all advances
 * of a project together (joint circular 26/2014, article 8 clause 2 point b), the tier the first one
 * (Circular 36/2013/TT-BCT, article 13).
 */
export interface AdvanceRule {
  readonly first: AdvanceTier;
  readonly ceiling: AdvanceTier | null;
  /** Where a decision of the province, or one for this project alone, stands in place of the law's tier. */
  readonly decision?: string;
}

export interface AdvanceTier {
  readonly percent: Rate;
  /** Work that must be done first, as a share of `progressOf`. */
  readonly progress: Rate | null;
  readonly progressOf: 'total_investment' | 'supported_item' | null;
  readonly papers: readonly TwoLanguages[];
  readonly citation: Citation | null;
  readonly verification: Verification;
}

/** The largest first advance on this support, and the tier that decides it. */
export function largestFirstAdvance(support: Dong, rule: AdvanceRule): { amount: Dong; by: AdvanceTier } {
  const first = percentOf(support, rule.first.percent);
  const most = largestAdvanceInAll(support, rule);
  return most < first && rule.ceiling !== null
    ? { amount: most, by: rule.ceiling }
    : { amount: first, by: rule.first };
}

/** What all advances of a project together may reach. */
export function largestAdvanceInAll(support: Dong, rule: AdvanceRule): Dong {
  return rule.ceiling === null ? support : minDong(support, percentOf(support, rule.ceiling.percent));
}

/** The part of a support that may first be advanced. */
export function firstAdvanceShare({ first, ceiling }: AdvanceRule): Rate {
  return ceiling !== null && ceiling.percent < first.percent ? ceiling.percent : first.percent;
}
