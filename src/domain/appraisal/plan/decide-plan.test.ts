import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { act, appraised, cast, fundWith, testDatabase, type Cast, type TestDatabase } from '#testing';
import { dong, expectOk, localDate, type Result } from '#kernel';
import { fundSummaries, projectMoney, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { actsOf, projectFor } from '#projects/server';
import {
  beginPlan,
  changeScenario,
  copyScenario,
  decidePlan,
  dropScenario,
  findPlan,
  findScenario,
  putForward,
  returnPlan,
  scenariosOf,
  setTerms,
  stepsSince,
  undoChange,
} from '../index.server.ts';
import type { PlanChange } from './plan-change.ts';
import { startingTerms } from './plan.ts';

const million = (n: number) => dong(n * 1_000_000);
let people: Cast;
let database: TestDatabase;
/** Appraised at 300 million each, of a workshop each. */
let projects: string[];

beforeAll(async () => {
  database = await testDatabase({ max: 16 });
  people = await cast(database.db);
  projects = [];
  for (let i = 0; i < 12; i++) projects.push(await appraised(people));
}, 240_000);

const officer = () => people.centreOfficer;
const read = <T>(work: Parameters<typeof inProvince<T>>[1]) => inProvince(officer(), work);
const codes = (result: Result<unknown>) =>
  result.ok ? ['done'] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);
const stateOf = (id: string) => read(async (tx) => (await projectFor(tx, officer(), id))!.state);
const actsOn = async (id: string) => (await read((tx) => actsOf(tx, people.province, id))).length;
let funds = 0;
const fundNamed = async (amount: number) =>
  (await fundWith(people, million(amount), 'provincial', `Nguồn kế hoạch ${++funds}`)).id;

/** A plan in hand with its one scenario; the one before is decided or handed back and built on. */
async function plan(): Promise<{ planId: string; scenarioId: string }> {
  const { id } = expectOk(
    await beginPlan(officer(), { year: 2026, procedure: 'provincial', name: 'Phương án 1' }),
  );
  const [scenario] = await read((tx) => scenariosOf(tx, people.province, id));
  return { planId: id, scenarioId: scenario!.id };
}

async function change(scenarioId: string, one: PlanChange, by: Context = officer()) {
  const { revision } = (await read((tx) => findScenario(tx, people.province, scenarioId)))!;
  return changeScenario(by, { scenarioId, revision, change: one });
}

async function place(scenarioId: string, ids: readonly string[], fundId: string, support = million(300)) {
  for (const projectId of ids)
    expectOk(await change(scenarioId, { kind: 'place', projectId, fundId, support }));
}

async function forward(scenarioId: string) {
  const { revision } = (await read((tx) => findScenario(tx, people.province, scenarioId)))!;
  return putForward(officer(), scenarioId, revision);
}
const lent = { establishmentUnits: [], ownRoles: [], delegation: 'x', role: 'centre_officer' as const };
const inPlaceOf = ({ actor, ...cx }: Context, { actor: absent }: Context): Context => ({
  ...cx,
  actor: { ...actor, standsInFor: { ...absent, ...lent, lastDay: localDate('2026-11-30') } },
});
const decide = (planId: string, by: Context = people.provincialApprover) =>
  decidePlan(by, {
    planId,
    number: '812/QĐ-UBND',
    date: localDate('2026-11-23'),
    signer: 'Phan Đình Long',
    paper: null,
  });

// Ends what a test left undecided.
beforeEach(async () => {
  await database.owner.query(`alter table appraisal.plan disable trigger user`);
  await database.super
    .query(`update appraisal.plan set state = 'decided', put_forward = coalesce(put_forward, '[]'),
    decided_by = coalesce(decided_by, (select id from people.account a where a.province = plan.province limit 1))
    where state <> 'decided'`);
  await database.owner.query(`alter table appraisal.plan enable trigger user`);
});

describe('a plan', () => {
  it('is built, put forward and decided at once: the money of all its projects moves, and a supplement follows', async () => {
    const [one, two] = projects.splice(0, 2) as [string, string];
    const fundId = await fundNamed(650);
    const { planId, scenarioId } = await plan();
    await place(scenarioId, [one, two], fundId);
    expectOk(await forward(scenarioId));
    expect(codes(await change(scenarioId, { kind: 'drop', projectId: one }))).toEqual([
      'plan_is_put_forward',
    ]);
    expect(codes(await decide(planId, people.centreOfficer))).toEqual(['not_permitted']);
    const sameHands = inPlaceOf(people.provincialApprover, people.centreOfficer);
    expect(codes(await decide(planId, sameHands))).toEqual(['plan_needs_other_person']);
    expect(expectOk(await decide(planId))).toEqual({ projects: 2 });
    for (const id of [one, two]) {
      expect(await stateOf(id)).toBe('planned');
      const [money] = await read((tx) => projectMoney(tx, id));
      expect(money?.balances.planned).toBe(300_000_000n);
    }
    const summary = (await read((tx) => fundSummaries(tx, 2026))).find(({ fund }) => fund.id === fundId);
    expect(summary?.balances.appropriated).toBe(50_000_000n);
    expect(codes(await decide(planId))).toEqual(['plan_is_not_put_forward']);
    const { planId: next } = await plan();
    expect((await read((tx) => findPlan(tx, people.province, next)))?.no).toBeGreaterThan(0);
    expect(codes(await beginPlan(officer(), { year: 2026, procedure: 'provincial', name: 'x' }))).toEqual([
      'plan_is_under_way',
    ]);
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({
      imbalance: 0n,
      differing: [],
      faults: [],
    });
  });

  it('names every project that may not be approved, and then approves none', async () => {
    const [sound, moved, poor] = projects.splice(0, 3) as [string, string, string];
    const [wide, narrow] = [await fundNamed(2000), await fundNamed(300)];
    const { planId, scenarioId } = await plan();
    await place(scenarioId, [sound, moved], wide);
    await place(scenarioId, [poor], narrow);
    expectOk(await forward(scenarioId));
    // Somebody withdraws one project, and another takes the money of the narrow fund by a decision of its own.
    expectOk(await act(people.departmentLeader, moved, 'reject', { reason: 'Cơ sở ngừng hoạt động.' }));
    const [rival] = projects.splice(0, 1) as [string];
    const decision = { decisionNumber: '1/QĐ', decisionDate: '23/11/2026' };
    expectOk(
      await act(people.secondApprover, rival, 'approve_plan', {
        fundId: narrow,
        support: '300 triệu',
        ...decision,
      }),
    );
    const before = await Promise.all([sound, moved, poor].map(actsOn));
    const refused = codes(await decide(planId));
    expect(refused.filter((code) => code === 'plan_project_is_refused')).toHaveLength(2);
    expect(refused).toEqual(expect.arrayContaining(['project_changed_meanwhile', 'insufficient_funds']));
    expect(await stateOf(sound)).toBe('appraised');
    expect(await Promise.all([sound, moved, poor].map(actsOn))).toEqual(before);
    expect(await read((tx) => projectMoney(tx, sound))).toEqual([]);
    // Handed back, put right, decided.
    expectOk(await returnPlan(people.provincialApprover, planId, 'Hai đề án không còn được duyệt.'));
    for (const projectId of [moved, poor]) expectOk(await change(scenarioId, { kind: 'drop', projectId }));
    expectOk(await forward(scenarioId));
    expectOk(await decide(planId));
    expect(await stateOf(sound)).toBe('planned');
    projects.push(poor);
  });

  it('refuses to be put forward overdrawn, empty or with more than the norm, all faults at once', async () => {
    const [one, two] = projects.slice(0, 2) as [string, string];
    const narrow = await fundNamed(500);
    const { scenarioId } = await plan();
    expect(codes(await forward(scenarioId))).toEqual(['plan_is_empty']);
    await place(scenarioId, [one, two], narrow);
    expect(codes(await forward(scenarioId))).toEqual(['plan_fund_is_overdrawn']);
    const over = { kind: 'place', projectId: one, fundId: narrow, support: million(301) } as const;
    expect(codes(await change(scenarioId, over))).toEqual(['plan_support_is_too_much']);
    expect(codes(await change(scenarioId, { ...over, support: million(1) }, people.auditor))).toEqual([
      'not_permitted',
    ]);
  });

  it('shows the second of two officers what changed, and goes back step by step', async () => {
    const [one, two] = projects.slice(0, 2) as [string, string];
    const fundId = await fundNamed(1000);
    const { scenarioId, planId } = await plan();
    await place(scenarioId, [one], fundId);
    const seen = (await read((tx) => findScenario(tx, people.province, scenarioId)))!.revision;
    const rivals = [officer(), people.departmentSpecialist].map((cx) =>
      changeScenario(cx, {
        scenarioId,
        revision: seen,
        change: { kind: 'place', projectId: two, fundId, support: million(100) },
      }),
    );
    expect((await Promise.all(rivals)).flatMap(codes).toSorted()).toEqual([
      'done',
      'scenario_changed_meanwhile',
    ]);
    const since = await read((tx) => stepsSince(tx, people.province, scenarioId, seen));
    expect(since).toMatchObject([{ what: 'place', about: two }]);
    expectOk(await change(scenarioId, { kind: 'leave_out', projectId: one }));
    const now = () => read(async (tx) => (await findScenario(tx, people.province, scenarioId))!);
    const lines = async () => (await now()).choice.lines.map(({ projectId }) => projectId);
    expect(await lines()).toEqual([two]);
    for (const expected of [[one, two], [one], []]) {
      expectOk(await undoChange(officer(), scenarioId, (await now()).revision));
      expect(await lines()).toEqual(expected);
    }
    expect(codes(await undoChange(officer(), scenarioId, (await now()).revision))).toEqual([
      'nothing_to_undo',
    ]);
    // Scenarios beside each other.
    const { id } = expectOk(await copyScenario(officer(), scenarioId, 'Phương án 2'));
    expect(codes(await copyScenario(officer(), scenarioId, 'Phương án 2'))).toEqual([
      'scenario_name_is_taken',
    ]);
    expectOk(await dropScenario(officer(), scenarioId, true));
    expect(codes(await dropScenario(officer(), id, true))).toEqual(['last_scenario_stays']);
    expectOk(await dropScenario(officer(), scenarioId, false));
    const target = { topic: { of: 'group', code: '3' }, bound: 'most', share: 4000 } as const;
    expect(
      codes(await setTerms(officer(), planId, 1, { ...startingTerms, targets: [target, target] })),
    ).toEqual(['plan_target_is_twice']);
    expectOk(await setTerms(officer(), planId, 1, { ...startingTerms, targets: [target] }));
    expect(codes(await setTerms(officer(), planId, 1, startingTerms))).toEqual(['plan_changed_meanwhile']);
  });

  it('is not decided by who built it, whatever else they may', async () => {
    const [one] = projects.slice(0, 1) as [string];
    const fundId = await fundNamed(1000);
    const { planId, scenarioId } = await plan();
    await place(scenarioId, [one], fundId);
    expectOk(await forward(scenarioId));
    const both = {
      ...officer(),
      actor: { ...people.provincialApprover.actor, accountId: officer().actor.accountId },
    };
    expect(codes(await decide(planId, both))).toEqual(['plan_needs_other_person']);
  });
});

describe('races', () => {
  it('of two decisions over the last money of a fund one stands whole, the other leaves nothing', async () => {
    const mine = projects.splice(0, 1) as [string];
    const [rival] = projects.splice(0, 1) as [string];
    const fundId = await fundNamed(500);
    const { planId, scenarioId } = await plan();
    await place(scenarioId, mine, fundId);
    expectOk(await forward(scenarioId));
    const decision = { decisionNumber: '2/QĐ', decisionDate: '23/11/2026' };
    const answers = await Promise.all([
      decide(planId),
      act(people.secondApprover, rival, 'approve_plan', { fundId, support: '300 triệu', ...decision }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const [planned, single] = [await stateOf(mine[0]), await stateOf(rival)];
    expect([planned, single].toSorted()).toEqual(['appraised', 'planned']);
    expect((await read((tx) => findPlan(tx, people.province, planId)))?.state).toBe(
      answers[0].ok ? 'decided' : 'put_forward',
    );
    const balance = (await read((tx) => fundSummaries(tx, 2026))).find(
      ({ fund }) => fund.id === fundId,
    )?.balances;
    expect(balance).toMatchObject({ appropriated: 200_000_000n, planned: 300_000_000n });
  });

  it('a decision cut off in the middle leaves nothing, and can be made again', async () => {
    const two = projects.splice(0, 2).toSorted() as [string, string];
    const fundId = await fundNamed(1000);
    const { planId, scenarioId } = await plan();
    await place(scenarioId, two, fundId);
    expectOk(await forward(scenarioId));
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    // Holds the second project, so that the decision stands between the two; then its connection is cut.
    const holder = transact(people.secondApprover, async (tx) => {
      await sql`select from projects.project where id = ${two[1]} for update`.execute(tx);
      await held;
      return { ok: true, value: undefined };
    });
    const deciding = decide(planId).then(codes, () => ['cut off']);
    for (let tries = 0; tries < 200; tries++) {
      const { rowCount } = await database.super.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and query like '%for update%'`,
      );
      if (rowCount) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await deciding).toEqual(['cut off']);
    release();
    await holder;
    expect(await Promise.all(two.map(stateOf))).toEqual(['appraised', 'appraised']);
    expect(await read((tx) => projectMoney(tx, two[0]))).toEqual([]);
    expectOk(await decide(planId));
    expect(await Promise.all(two.map(stateOf))).toEqual(['planned', 'planned']);
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({
      imbalance: 0n,
      differing: [],
      faults: [],
    });
  });
});
