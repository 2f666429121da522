import { beforeAll, describe, expect, it } from 'vitest';
import { act, appraised, cast, fundWith, provincialWay, testDatabase, type Cast } from '#testing';
import { dong, expectOk, localDate, type Result } from '#kernel';
import { closeFund, decideBudget, openFund, projectMoney, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { Event } from '#projects';
import { carryYearOver, projectFor, yearPartsOf } from '#projects/server';
import {
  beginPlan,
  changeScenario,
  decidePlan,
  findPlan,
  findScenario,
  putForward,
  readProblem,
  scenariosOf,
  setCommitmentFund,
  setSplit,
  setTerms,
  splitMark,
} from '../index.server.ts';
import { standingOf } from './plan.ts';

const million = (n: number) => dong(n * 1_000_000);
let people: Cast;
beforeAll(async () => {
  people = await cast((await testDatabase({ max: 8 })).db);
}, 240_000);

const officer = () => people.centreOfficer;
const read = <T>(work: Parameters<typeof inProvince<T>>[1]) => inProvince(officer(), work);
const codes = (result: Result<unknown>) =>
  result.ok ? ['done'] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);
const planOf = async (id: string) => (await read((tx) => findPlan(tx, people.province, id)))!;
const problemOf = async (id: string) => {
  const plan = await planOf(id);
  return read((tx) => readProblem(tx, officer(), plan));
};
const moneyOf = async (id: string) =>
  (await read((tx) => projectMoney(tx, id))).map(({ fund, balances }) => ({
    year: fund.fiscalYear,
    ...balances,
  }));

async function begin(year: number) {
  const { id } = expectOk(await beginPlan(officer(), { year, procedure: 'provincial', name: 'Phương án 1' }));
  const [scenario] = await read((tx) => scenariosOf(tx, people.province, id));
  return { planId: id, scenarioId: scenario!.id };
}
const revisionOf = async (id: string) =>
  (await read((tx) => findScenario(tx, people.province, id)))!.revision;
const place = async (scenarioId: string, projectId: string, fundId: string, support: number) =>
  changeScenario(officer(), {
    ...{ scenarioId, revision: await revisionOf(scenarioId) },
    change: { kind: 'place', projectId, fundId, support: million(support) },
  });
const split = async (
  planId: string,
  projectId: string,
  parts: readonly [number, number, number, number],
  seen?: string,
) => {
  const before = (await planOf(planId)).terms.splits[projectId] ?? null;
  const [whole, now, next, after] = parts.map(million);
  return setSplit(officer(), planId, {
    ...{ projectId, seen: seen ?? splitMark(before), whole: whole!, now: now! },
    later: [
      { year: 2027, amount: next! },
      { year: 2028, amount: after! },
    ],
  });
};
const forward = async (scenarioId: string) => putForward(officer(), scenarioId, await revisionOf(scenarioId));
const decide = (planId: string) =>
  decidePlan(people.provincialApprover, {
    ...{ planId, number: '812/QĐ-UBND', date: localDate('2026-11-23') },
    ...{ signer: 'Phan Đình Long', paper: null },
  });
const ceiling = async (planId: string, amount: number | null) => {
  const { terms, termsRevision } = await planOf(planId);
  const promiseCeiling = amount === null ? null : million(amount);
  expectOk(await setTerms(officer(), planId, termsRevision, { ...terms, promiseCeiling }));
};

async function walk(projectId: string, from: Event, until: Event) {
  const way = provincialWay('');
  const at = (event: Event) => way.findIndex(([, one]) => one === event);
  for (const [who, event, fields] of way.slice(at(from), at(until) + 1))
    expectOk(await act(people[who] as Context, projectId, event, fields));
}

describe('a project that needs money of several years', () => {
  it('takes this year’s part by the plan, the next by the plan of the next year, before anything new, and is paid from both', async () => {
    const id = await appraised(people);
    const fund = await fundWith(people, million(200));
    const { planId, scenarioId } = await begin(2026);

    // The parts must make up the whole, which is no more than it may have; every fault at once, and nothing is kept.
    expect(codes(await split(planId, id, [310, 0, 120, 0]))).toEqual([
      'plan_split_is_above_most',
      'plan_split_does_not_add_up',
      'plan_split_leaves_this_year_empty',
    ]);
    expectOk(await split(planId, id, [300, 180, 100, 20]));
    expect(codes(await split(planId, id, [300, 200, 100, 0], ''))).toEqual(['plan_split_changed_meanwhile']);
    expectOk(await split(planId, id, [300, 180, 120, 0]));

    // Only this year's part counts against the fund, which has 200 million.
    expect(codes(await place(scenarioId, id, fund.id, 250))).toEqual(['plan_support_is_not_the_split']);
    expectOk(await place(scenarioId, id, fund.id, 300));
    const problem = await problemOf(planId);
    const { lines } = (await read((tx) => findScenario(tx, people.province, scenarioId)))!.choice;
    expect(standingOf(problem, lines)).toMatchObject({
      money: million(180),
      funds: [{ used: million(180), left: million(20) }],
      promises: [{ year: 2027, before: 0n, here: million(120), left: null }],
    });
    // A promise above the ceiling is shown while the plan is built, and refused when it is put forward.
    await ceiling(planId, 100);
    expect(codes(await forward(scenarioId))).toEqual(['plan_promise_is_too_much']);
    await ceiling(planId, 120);
    expectOk(await forward(scenarioId));
    expectOk(await decide(planId));
    expect(await moneyOf(id)).toMatchObject([{ year: 2026, planned: million(180) }]);
    expect((await read((tx) => projectFor(tx, officer(), id)))!.planned).toBe(million(300));
    expect(await read((tx) => yearPartsOf(tx, people.province, id))).toMatchObject([
      { year: 2027, amount: million(120), takenAmount: null },
    ]);

    // Estimate and contract are over the whole, 290 million; only what is there is committed and can be paid.
    await walk(id, 'submit_estimate', 'accept_works');
    expect(await moneyOf(id)).toMatchObject([{ committed: million(80), advanced: million(100) }]);
    const early = await act(people.centreAccountant, id, 'request_payment', { amount: '290 triệu' });
    expect(early.ok).toBe(false);

    // The plan of 2027: what the contract still needs stands first, of a fund that may not have it.
    const next = expectOk(
      await openFund(people.financeOfficer, {
        ...{ name: 'Khuyến công 2027', source: 'local', fiscalYear: 2027 },
        ...{ procedure: 'provincial', unitId: people.units.centre },
      }),
    );
    const appropriate = async (amount: number) =>
      expectOk(
        await decideBudget(people.financeOfficer, {
          ...{
            fundId: next.id,
            kind: 'appropriate',
            number: `${amount}/QĐ`,
            decidedOn: localDate('2026-11-23'),
          },
          ...{ amount: million(amount), key: `2027 ${amount}` },
        }),
      );
    await appropriate(100);
    const other = await begin(2027);
    expect((await problemOf(other.planId)).commitments).toMatchObject([
      { projectId: id, amount: million(110), fundId: next.id },
    ]);
    expect(codes(await forward(other.scenarioId))).toEqual(['plan_fund_is_overdrawn']);
    await appropriate(30);
    expect((await problemOf(other.planId)).funds).toMatchObject([
      { free: million(20), committed: million(110) },
    ]);
    expectOk(await forward(other.scenarioId));
    expectOk(await decide(other.planId));
    expect(await moneyOf(id)).toMatchObject([
      { year: 2027, planned: 0n, committed: million(110) },
      { year: 2026, committed: million(80), advanced: million(100) },
    ]);
    expect((await problemOf(other.planId)).commitments).toEqual([]);

    await walk(id, 'request_payment', 'close');
    expect(await moneyOf(id)).toMatchObject([
      { year: 2027, committed: 0n, settled: million(100), recovered: million(10) },
      { year: 2026, committed: 0n, settled: million(180) },
    ]);
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({
      imbalance: 0n,
      differing: [],
      faults: [],
    });
  });

  it('approved by itself is divided as in a plan; the first year’s rest is carried over, and its fund closes before the settlement', async () => {
    const id = await appraised(people);
    const fund = await fundWith(people, million(200), 'provincial', 'Nguồn chuyển tiếp');
    const alone = (later: Record<string, string>) =>
      act(people.provincialApprover, id, 'approve_plan', {
        ...{ fundId: fund.id, support: '300 triệu', decisionNumber: '9/QĐ', decisionDate: '23/11/2026' },
        ...later,
      });
    const part = (i: number, year: string, amount: string) => ({
      [`later.${i}.year`]: year,
      [`later.${i}.amount`]: amount,
    });
    // All of it is more than the fund has; a year of the fund itself, one too far, one twice, and all of it later.
    expect(codes(await alone({}))).toEqual(['insufficient_funds']);
    for (const year of ['2026', '2029'])
      expect(codes(await alone(part(0, year, '120 triệu')))).toEqual(['plan_split_is_not_of_these_years']);
    expect(codes(await alone({ ...part(0, '2027', '60 triệu'), ...part(1, '2027', '60 triệu') }))).toEqual([
      'plan_split_names_a_year_twice',
    ]);
    expect(codes(await alone(part(0, '2027', '300 triệu')))).toEqual(['plan_split_leaves_this_year_empty']);
    expectOk(await alone(part(0, '2027', '120 triệu')));
    expect(await moneyOf(id)).toMatchObject([{ year: 2026, planned: million(180) }]);
    expect(await read((tx) => yearPartsOf(tx, people.province, id))).toMatchObject([
      { year: 2027, amount: million(120), decisionNumber: '9/QĐ', takenAmount: null },
    ]);
    await walk(id, 'submit_estimate', 'pay_advance');

    // The year ends: what is promised of 2027 is not in this fund; what is committed and advanced goes with the project.
    const next = expectOk(
      await openFund(people.financeOfficer, {
        ...{ name: 'Nguồn chuyển tiếp 2027', source: 'local', fiscalYear: 2027 },
        ...{ procedure: 'provincial', unitId: people.units.centre },
      }),
    );
    const decided = { number: `${id}/QĐ`, decidedOn: localDate('2026-11-23'), key: id };
    expectOk(
      await carryYearOver(people.financeOfficer, {
        ...{ ...decided, fromFundId: fund.id, toFundId: next.id },
        items: [
          { station: 'committed', projectId: id, amount: million(80) },
          { station: 'advanced', projectId: id, amount: million(100) },
          { station: 'appropriated', amount: million(20) },
        ],
      }),
    );
    expectOk(await closeFund(people.financeOfficer, { fundId: fund.id }));

    // The part of 2027 is taken by its plan, beside what was carried there; then all of it is paid and settled.
    const money = { kind: 'appropriate', amount: million(200), fundId: next.id } as const;
    expectOk(
      await decideBudget(people.financeOfficer, {
        ...decided,
        ...money,
        number: `${id} 2027`,
        key: `${id} 2027`,
      }),
    );
    const other = await begin(2027);
    const mine = (await problemOf(other.planId)).commitments.filter(({ projectId }) => projectId === id);
    expect(mine).toMatchObject([{ amount: million(110) }]);
    expectOk(await setCommitmentFund(officer(), other.planId, { projectId: id, fundId: next.id }));
    expectOk(await forward(other.scenarioId));
    expectOk(await decide(other.planId));
    await walk(id, 'accept_works', 'close');
    expect(await moneyOf(id)).toMatchObject([
      { year: 2027, committed: 0n, settled: million(280), recovered: million(10) },
      { year: 2026, planned: 0n, committed: 0n, advanced: 0n, spent: 0n },
    ]);
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({ imbalance: 0n, differing: [] });
  });
});
