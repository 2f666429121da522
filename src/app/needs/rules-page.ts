import { todayIn, yearOf } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { programmes } from '#programmes';
import { registrationTerm, stepsOn } from '#programmes/server';

/** What makes a need ready today, and by which day lists are sent for the next plan year. */
export async function loadNeedRules(cx: Context) {
  const today = todayIn(cx.now);
  const fiscalYear = yearOf(today) + 1;
  return inProvince(cx, async (tx) => {
    const terms = [];
    for (const procedure of programmes.toReversed())
      terms.push({
        procedure,
        term: (await registrationTerm(tx, cx.province, procedure, fiscalYear)) ?? null,
      });
    return { today, fiscalYear, terms, ...(await stepsOn(tx, cx.province, today)) };
  });
}
