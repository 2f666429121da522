import type { Dong, Result } from '#kernel';
import type { Content, ContentFinding, Fund } from '#law';
import type { NormAnswer } from '../applicable-norm.ts';
import type { Wish } from './support-question.ts';

/** Whether a fund of the year still has money that no plan has taken; how much is the province's to publish. */
export type MoneyLeft = 'left' | 'none' | 'no_fund' | 'not_known';

export interface FundAnswer {
  readonly fund: Fund;
  /** The most this fund may give, or why it gives nothing. */
  readonly answer: Result<NormAnswer>;
  readonly money: MoneyLeft;
}

/** What both funds may give for a wish. */
export interface Worth {
  readonly wish: Wish;
  readonly content: Content;
  readonly funds: readonly FundAnswer[];
  /** The larger of both: one content is paid by one fund. Null: by none. */
  readonly most: Dong | null;
  /** The conditions of the content, of both programmes. */
  readonly conditions: readonly ContentFinding[];
}
