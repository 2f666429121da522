import { decideBudget, listFunds, openFund } from '#funds/server';
import { expectOk, todayIn } from '#kernel';
import { inProvince } from '#platform/server';
import type { Cast } from '../cast.ts';
import type { MoneyPlan } from '../plan/money.ts';
import type { FundKey } from '../plan/project.ts';

/** Opens the funds and records the budget decisions; answers the funds' ids. Done again, it changes nothing. */
export async function makeFunds(people: Cast, plan: MoneyPlan): Promise<ReadonlyMap<FundKey, string>> {
  const cx = people.financeOfficer;
  const open = await inProvince(cx, (tx) => listFunds(tx));
  const ids = new Map<FundKey, string>();
  for (const { key, openedAt, decisions, ...fund } of plan.funds) {
    const known = open.find((f) => f.name === fund.name && f.fiscalYear === fund.fiscalYear);
    const input = { ...fund, unitId: people.units.centre };
    const { id } = known ?? expectOk(await openFund({ ...cx, now: openedAt }, input));
    ids.set(key, id);
    for (const { at, ...decision } of decisions)
      expectOk(
        await decideBudget(
          { ...cx, now: at },
          { ...decision, fundId: id, decidedOn: todayIn(at), key: `sample ${key} ${decision.kind}` },
        ),
      );
  }
  return ids;
}
