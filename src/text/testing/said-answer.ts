import { dong, localDate, type Dong } from '#kernel';
import { evaluateOn, type evaluate, type NormBook, type SupportFacts, type UnitFacts } from '#law';
import { citationText } from '../citations.ts';
import { explanationSentences } from '../explanations.ts';
import { refusalSentences } from '../refusals.ts';

/** What a person reads: the amount, every sentence with its article, or every refusal beside its field. */
export const million = (n: number): Dong => dong(n * 1_000_000);
export const unit = (millions: number, over: Partial<UnitFacts> = {}): UnitFacts => ({
  eligibleCost: million(millions),
  ...over,
});

export function said(answer: ReturnType<typeof evaluate>, locale: 'vi' | 'en' = 'vi'): string {
  if (!answer.ok)
    return refusalSentences(answer.refusal, locale)
      .map(({ field, sentence }) => `✗ ${field ?? ''}: ${sentence}`)
      .join('\n');
  const { amount, units, explanation, verified } = answer.value;
  const several = explanation.some((s) => s.unit !== null && s.unit > 0);
  return [
    `= ${amount} ${verified ? 'đã đối chiếu' : 'chưa đối chiếu'}; ${units.map((u) => `${u.amount}/${u.cap ?? '∞'}`).join(', ')}`,
    ...explanation.map((step) => {
      const citation = step.citation === null ? '' : ` [${citationText(step.citation, locale)}]`;
      const number = several && step.unit !== null ? `${step.unit + 1}. ` : '';
      return number + explanationSentences([{ ...step, unit: null }], locale).join(' ') + citation;
    }),
  ].join('\n');
}

/** Asks the norms of a book: MM-01 of the national fund today, unless said otherwise. */
export const askedOf =
  (book: NormBook) =>
  (content: string, units: UnitFacts[], over: Partial<SupportFacts> & { on?: string } = {}) => {
    const { on = '2026-03-01', ...rest } = over;
    const facts = { content, fund: 'national', province: '40', area: 'normal', units, ...rest } as const;
    return evaluateOn(facts, localDate(on), book);
  };
