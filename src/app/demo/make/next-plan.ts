import { ranked, startingTerms, type Candidate, type PlanFund } from '#appraisal';
import {
  beginPlan,
  changeScenario,
  copyScenario,
  findPlan,
  listPlans,
  readProblem,
  scenariosOf,
  setSplit,
  setTerms,
} from '#appraisal/server';
import { decideBudget, listFunds, openFund } from '#funds/server';
import { dong, expectOk, subtractDong, todayIn, yearOf } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { Cast } from '../cast.ts';

/** Fewer would show nothing: the small sample has no plan. */
const LEAST = 10;
const PLACED = 6;

const money = [
  ['Kinh phí khuyến công địa phương', 'local', 1_600_000_000],
  ['Vốn lồng ghép chương trình phát triển vùng dân tộc thiểu số và miền núi', 'cofunding', 600_000_000],
] as const;

/** The plan of the year to come, half built, with what it may draw on; done again, it changes nothing. */
export async function makeNextPlan(people: Cast, now: Date): Promise<void> {
  const at = (cx: Context): Context => ({ ...cx, now });
  const officer = at(people.centreOfficer);
  const year = yearOf(todayIn(now)) + 1;
  if ((await inProvince(officer, (tx) => listPlans(tx, people.province))).length > 0) return;
  await openFunds(people, at(people.financeOfficer), year);
  const asked = { year, procedure: 'provincial', name: 'Phương án 1' } as const;
  const { id } = expectOk(await beginPlan(officer, asked));
  const { problem, scenarioId } = await inProvince(officer, async (tx) => {
    const plan = (await findPlan(tx, people.province, id))!;
    const [scenario] = await scenariosOf(tx, people.province, id);
    return { problem: await readProblem(tx, officer, plan), scenarioId: scenario!.id };
  });
  const ready = ranked(problem.candidates, problem.terms).filter((one) => one.ready && one.most > 0n);
  if (ready.length < LEAST) return;
  const targets = [
    { topic: { of: 'content', code: 'MM-01' }, bound: 'most', share: 6000 },
    { topic: { of: 'priority', code: 'owner' }, bound: 'least', share: 5000 },
    { topic: { of: 'priority', code: 'area' }, bound: 'least', share: 1000 },
  ] as const;
  expectOk(await setTerms(officer, id, 1, { ...startingTerms, targets, promiseCeiling: dong(500_000_000) }));
  // One of them needs a third of its money in the year after.
  const long = ready[1]!;
  const third = dong((long.most / 3_000_000n) * 1_000_000n);
  const later = [{ year: year + 1, amount: third }];
  const split = {
    projectId: long.id,
    seen: '',
    whole: long.most,
    now: subtractDong(long.most, third),
    later,
  };
  expectOk(await setSplit(officer, id, split));
  const [fund, other] = problem.funds.toSorted((a, b) => (a.free > b.free ? -1 : 1));
  await place(officer, { scenarioId, from: 0 }, ready.slice(0, PLACED), fund!);
  const specialist = { ...people.departmentSpecialist, now: new Date(now.getTime() + 1000) };
  const copy = expectOk(await copyScenario(specialist, scenarioId, 'Phương án theo chỉ tiêu'));
  const drop = { kind: 'drop', projectId: ready[0]!.id } as const;
  expectOk(await changeScenario(specialist, { scenarioId: copy.id, revision: 1, change: drop }));
  await place(specialist, { scenarioId: copy.id, from: 2 }, ready.slice(PLACED, PLACED + 2), other!);
}

async function openFunds(people: Cast, finance: Context, year: number): Promise<void> {
  const open = await inProvince(finance, (tx) => listFunds(tx, { year }));
  for (const [i, [name, source, amount]] of money.entries()) {
    if (open.some((fund) => fund.name === name)) continue;
    const input = {
      name,
      source,
      fiscalYear: year,
      procedure: 'provincial',
      unitId: people.units.centre,
    } as const;
    const { id } = expectOk(await openFund(finance, input));
    expectOk(
      await decideBudget(finance, {
        fundId: id,
        kind: 'appropriate',
        number: `${4400 + i}/QĐ-UBND`,
        decidedOn: todayIn(finance.now),
        amount: dong(amount),
        key: `sample ${source} ${year} appropriate`,
      }),
    );
  }
}

async function place(
  cx: Context,
  { scenarioId, from }: { readonly scenarioId: string; readonly from: number },
  chosen: readonly Candidate[],
  { id: fundId }: PlanFund,
) {
  for (const [i, { id, most }] of chosen.entries()) {
    const change = { kind: 'place', projectId: id, fundId, support: most } as const;
    expectOk(await changeScenario(cx, { scenarioId, revision: from + i, change }));
  }
}
