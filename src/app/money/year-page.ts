import { error } from '@sveltejs/kit';
import { mayFund, netAppropriation, type Decision, type FundSummary } from '#funds';
import { fundFlows, fundSummaries, fundYears, listDecisions } from '#funds/server';
import { addDong, sumDong, todayIn, yearOf, type Dong, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { drawFund, type FundPicture } from './fund-picture.ts';

export interface FundView extends FundSummary {
  readonly given: Dong;
  readonly picture: FundPicture | null;
  readonly decisions: readonly Decision[];
}

export interface YearPage {
  readonly year: number;
  readonly years: readonly number[];
  readonly funds: readonly FundView[];
  readonly totals: Readonly<Record<'given' | 'planned' | 'paid' | 'settled', Dong>>;
  readonly may: Readonly<Record<'open' | 'decide' | 'close', boolean>>;
}

/** The year's money: every fund with its picture, its table, its counterpart and its decisions. */
export async function loadYearPage(cx: Context, locale: Locale, asked: string | null): Promise<YearPage> {
  if (!mayFund(cx.actor, 'see')) error(404, 'Not found');
  const thisYear = yearOf(todayIn(cx.now));
  const year = /^\d{4}$/.test(asked ?? '') ? Number(asked) : thisYear;
  return inProvince(cx, async (tx) => {
    const summaries = await fundSummaries(tx, year);
    const ids = summaries.map((summary) => summary.fund.id);
    const flows = await fundFlows(tx, ids);
    const decisions = await listDecisions(tx, ids);
    const years = [...new Set([...(await fundYears(tx)), thisYear, year])].toSorted((a, b) => b - a);
    return {
      year,
      years,
      funds: summaries.map((summary) => ({
        ...summary,
        given: netAppropriation(summary.balances),
        picture: drawFund(summary, flows.get(summary.fund.id) ?? [], locale),
        decisions: decisions.filter((decision) => decision.fundId === summary.fund.id),
      })),
      totals: totalsOf(summaries),
      may: {
        open: mayFund(cx.actor, 'open'),
        decide: mayFund(cx.actor, 'decide'),
        close: mayFund(cx.actor, 'close'),
      },
    };
  });
}

/** Sums over the year's funds; what was planned includes what has moved on since. */
function totalsOf(summaries: readonly FundSummary[]): YearPage['totals'] {
  const sum = (of: (balances: FundSummary['balances']) => Dong) =>
    sumDong(summaries.map((s) => of(s.balances)));
  const settled = sum((b) => b.settled);
  const paid = sumDong([sum((b) => b.advanced), sum((b) => b.spent), settled]);
  const planned = addDong(
    addDong(
      sum((b) => b.planned),
      sum((b) => b.committed),
    ),
    paid,
  );
  return { given: sum(netAppropriation), planned, paid, settled };
}
