import { stationsUnderWay, type FundSummary } from '#funds';
import { carryOver, closeFund, fundSummaries, lapse, projectMoney } from '#funds/server';
import { dong, expectOk, MILLION, sumDong, todayIn, type Dong } from '#kernel';
import { inProvince } from '#platform/server';
import type { Cast } from '../cast.ts';
import { roundTo } from '../plan/cost.ts';

/**
 * Closes the books of a year: what was recovered and what is left lapses, part of it is carried over. A
 * fund with money still under way stays open. Cut off, it can be done again.
 */
export async function endYear(
  people: Cast,
  year: number,
  at: Date,
  projectIds: readonly string[],
): Promise<void> {
  const cx = { ...people.financeOfficer, now: at };
  const on = todayIn(at);
  const [funds, next] = await inProvince(cx, async (tx) => [
    await fundSummaries(tx, year),
    await fundSummaries(tx, year + 1),
  ]);
  for (const summary of funds.filter((f) => f.fund.closedOn === null && isAtRest(f))) {
    const { fund } = summary;
    const number = (what: string) => `${what}/QĐ-STC-${year}-${fund.source === 'local' ? 'ĐP' : 'QG'}`;
    for (const [projectId, amount] of await recoveredIn(people, fund.id, projectIds)) {
      const i = projectIds.indexOf(projectId);
      const key = `sample lapse ${fund.id} ${projectId}`;
      const note = 'Nộp trả ngân sách phần kinh phí thu hồi';
      const input = {
        fundId: fund.id,
        projectId,
        amount,
        number: number(String(101 + i)),
        decidedOn: on,
        key,
        note,
      };
      expectOk(await lapse(cx, input));
    }
    const free = summary.balances.appropriated;
    const heir = next.find((f) => f.fund.source === fund.source)?.fund;
    const isCarried = summary.balances.carried_over > 0n;
    const carried =
      fund.source === 'local' && heir && !isCarried ? roundTo(dong(free / 2n), TEN_MILLION) : dong(0);
    if (heir && carried > 0n)
      expectOk(
        await carryOver(cx, {
          fromFundId: fund.id,
          decidedOn: on,
          toFundId: heir.id,
          number: number('61'),
          items: [{ station: 'appropriated', amount: carried }],
          key: `sample carry ${fund.id}`,
          note: 'Chuyển nguồn kinh phí chưa sử dụng',
        }),
      );
    const left = dong(free - carried);
    if (left > 0n)
      expectOk(
        await lapse(cx, {
          fundId: fund.id,
          amount: left,
          number: number('62'),
          decidedOn: on,
          key: `sample lapse ${fund.id}`,
          note: 'Hủy dự toán không sử dụng hết',
        }),
      );
    expectOk(await closeFund(cx, { fundId: fund.id }));
  }
}

const TEN_MILLION = dong(10n * MILLION);

/** Nothing of it stands with a project any more; free and recovered money is what year end is for. */
function isAtRest({ balances }: FundSummary): boolean {
  const bound = stationsUnderWay.filter((s) => s !== 'appropriated' && s !== 'recovered');
  return sumDong(bound.map((s) => balances[s])) === 0n;
}

async function recoveredIn(
  people: Cast,
  fundId: string,
  projectIds: readonly string[],
): Promise<[string, Dong][]> {
  return inProvince(people.financeOfficer, async (tx) => {
    const found: [string, Dong][] = [];
    for (const id of projectIds) {
      const money = (await projectMoney(tx, id)).find((m) => m.fund.id === fundId);
      if (money && money.balances.recovered > 0n) found.push([id, money.balances.recovered]);
    }
    return found;
  });
}
