import type { Result } from '#kernel';
import type { ContentCondition } from './content-condition.ts';
import type { RequestPaper } from './dossier-item.ts';
import type { EligibilityBook } from './eligibility-rules.ts';
import type { NormBook } from './norm.ts';
import type { WishBook } from './wish.ts';

/** All that the law says of support on a day, in one province. */
export interface LawBook {
  readonly norms: NormBook;
  readonly eligibility: Result<EligibilityBook, 'no_eligibility_rules_on_date'>;
  readonly papers: readonly RequestPaper[];
  /** Of all days. */
  readonly conditions: readonly ContentCondition[];
  readonly wishes: WishBook;
}
