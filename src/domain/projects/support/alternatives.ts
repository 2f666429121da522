import type { LawBook, RequestPaper, TwoLanguages } from '#law';
import type { Wish } from './support-question.ts';
import type { Worth } from './worth.ts';

/** Another content the same money might come under: never said to apply, only what it would bring and need. */
export interface Alternative extends Worth {
  readonly needs: TwoLanguages;
  /** Papers it asks for that the wish does not. */
  readonly papers: readonly RequestPaper[];
}

/** For the same cost, what may be had at all, the largest amount first; without what is asked about already. */
export function alternativesFor(
  wish: Wish,
  asked: readonly string[],
  { wishes, norms, papers }: Pick<LawBook, 'wishes' | 'norms' | 'papers'>,
  worth: (wish: Wish) => Worth,
): readonly Alternative[] {
  return (wishes.get(wish.content)?.instead ?? [])
    .flatMap((content): Alternative[] => {
      const wished = wishes.get(content);
      if (wished === undefined || asked.includes(content) || !norms.contents.has(content)) return [];
      const one = worth({ ...wish, content, answers: {} });
      if (one.most === null) return [];
      const more = papers.filter((p) => p.contents.includes(content) && !p.contents.includes(wish.content));
      const distinct = new Map(more.map((paper) => [paper.code, paper]));
      return [{ ...one, needs: wished.needs, papers: [...distinct.values()] }];
    })
    .toSorted((a, b) => Number((b.most ?? 0n) - (a.most ?? 0n)));
}
