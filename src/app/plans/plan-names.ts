import type { PlanProblem } from '#appraisal';
import type { Locale } from '#kernel';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { PlanNames } from '#text';

export async function contentNames(
  tx: Tx,
  cx: Context,
  locale: Locale,
): Promise<ReadonlyMap<string, string>> {
  const contents = await loadContents(tx, cx.province);
  return new Map([...contents.values()].map(({ code, name }) => [code, `${code} ${name[locale]}`]));
}

export function namesOf(problem: PlanProblem, contents: ReadonlyMap<string, string>): PlanNames {
  return {
    contents,
    numbers: new Map(problem.candidates.map(({ id, number }) => [id, number])),
    funds: new Map(problem.funds.map(({ id, name }) => [id, name])),
    flagship: {
      contents: problem.terms.flagshipContents,
      establishments: problem.terms.flagshipEstablishments,
    },
  };
}
