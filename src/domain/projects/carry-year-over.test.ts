import { beforeAll, describe, expect, it } from 'vitest';
import { closeFund, decideBudget, openFund, projectMoney, verifyLedger } from '#funds/server';
import { dong, expectOk, newId, todayIn, type Dong } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { act, cast, fundWith, newWorkshop, submitted, testDatabase, walkTo, type Cast } from '#testing';
import { carryYearOver } from './carry-year-over.server.ts';
import { projectFor } from './index.server.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;
const million = (n: number): Dong => dong(n * 1_000_000);

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
});

/** This year's fund with money, the next year's without, and a project under contract with an advance. */
async function underWay() {
  const old = await fundWith(people, million(500), 'provincial', `Nguồn ${newId()}`);
  const next = expectOk(
    await openFund(people.provincialApprover, {
      name: `Nguồn năm sau ${newId()}`,
      fiscalYear: old.fiscalYear + 1,
      source: 'local',
      procedure: 'provincial',
      unitId: people.units.centre,
    }),
  );
  ({ owner, establishmentId } = await newWorkshop(people));
  const id = await submitted(owner, establishmentId);
  await walkTo(people, id, old.id, 'pay_advance');
  const carry = {
    fromFundId: old.id,
    toFundId: next.id,
    number: `61/QĐ-STC ${newId()}`,
    decidedOn: todayIn(people.now),
    items: [
      { station: 'committed', projectId: id, amount: million(190) },
      { station: 'advanced', projectId: id, amount: million(100) },
    ] as const,
    key: newId(),
  };
  return { old, next, id, carry };
}

const standing = (id: string) =>
  inProvince(owner, async (tx) => ({
    project: (await projectFor(tx, owner, id))!,
    money: new Map((await projectMoney(tx, id)).map((m) => [m.fund.id, m.balances])),
  }));

describe('a project carried into the next year', () => {
  it('belongs to the next year’s fund, and its advance is accounted for and settled there', async () => {
    const { old, next, id, carry } = await underWay();
    expectOk(await carryYearOver(people.financeOfficer, carry));
    expectOk(await carryYearOver(people.financeOfficer, carry));
    const carried = await standing(id);
    expect(carried.project.fundId).toBe(next.id);
    expect(carried.money.get(next.id)).toMatchObject({ committed: million(190), advanced: million(100) });
    expect(carried.money.get(old.id)).toMatchObject({ planned: 0n, committed: 0n, advanced: 0n });

    const works = { heldOn: '23/11/2026', place: 'Xã', participants: 'Xã, cơ sở', findings: 'Tốt' };
    expectOk(await act(people.secondOfficer, id, 'accept_works', works));
    expectOk(await act(people.centreAccountant, id, 'request_payment', { amount: '290 triệu' }));
    expectOk(await act(people.centreDirector, id, 'pay', { voucherNumber: 'UNC-02', paidOn: '23/11/2026' }));
    expect((await standing(id)).money.get(next.id)).toMatchObject({ spent: million(290), advanced: 0n });
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({ imbalance: 0n, differing: [] });

    const lapsed = {
      fundId: old.id,
      kind: 'cut',
      number: `cut ${newId()}`,
      decidedOn: carry.decidedOn,
    } as const;
    expectOk(await decideBudget(people.financeOfficer, { ...lapsed, amount: million(210), key: newId() }));
    expectOk(await closeFund(people.financeOfficer, { fundId: old.id }));
  });

  it('goes whole or not at all', async () => {
    const { old, id, carry } = await underWay();
    const part = { ...carry, items: carry.items.slice(0, 1) };
    expect(await carryYearOver(people.financeOfficer, part)).toMatchObject({
      refusal: {
        code: 'carries_part_of_project',
        params: { left: million(100) },
        field: `carry-advanced-${id}`,
      },
    });
    const kept = await standing(id);
    expect(kept.project.fundId).toBe(old.id);
    expect(kept.money.get(old.id)).toMatchObject({ committed: million(190), advanced: million(100) });
  });

  it('stays where it was paid', async () => {
    const { old, id, carry } = await underWay();
    const works = { heldOn: '23/11/2026', place: 'Xã', participants: 'Xã, cơ sở', findings: 'Tốt' };
    expectOk(await act(people.secondOfficer, id, 'accept_works', works));
    expectOk(await act(people.centreAccountant, id, 'request_payment', { amount: '200 triệu' }));
    expectOk(await act(people.centreDirector, id, 'pay', { voucherNumber: 'UNC-02', paidOn: '23/11/2026' }));
    const rest = { ...carry, items: [{ station: 'committed', projectId: id, amount: million(90) }] as const };
    expect(await carryYearOver(people.financeOfficer, rest)).toMatchObject({
      refusal: { code: 'paid_project_is_not_carried', params: { spent: million(200) } },
    });
    expect((await standing(id)).project.fundId).toBe(old.id);
  });

  it('and an act that races with it: each sees the other, no đồng goes astray', async () => {
    for (let seed = 0; seed < 8; seed++) {
      const { old, next, id, carry } = await underWay();
      const works = { heldOn: '23/11/2026', place: 'Xã', participants: 'Xã', findings: 'Tốt' };
      expectOk(await act(people.secondOfficer, id, 'accept_works', works));
      expectOk(await act(people.centreAccountant, id, 'request_payment', { amount: '290 triệu' }));
      const [carried, paid] = await Promise.all([
        carryYearOver(people.financeOfficer, carry),
        act(people.centreDirector, id, 'pay', { voucherNumber: 'UNC-02', paidOn: '23/11/2026' }),
      ]);
      // Paid first: it stays. Carried first: it is paid out of the next year's fund, or the officer is told.
      expect(carried.ok || paid.ok, `seed ${seed}`).toBe(true);
      if (!carried.ok) expect(carried.refusal.code).toMatch(/insufficient_funds|paid_project_is_not_carried/);
      if (!paid.ok) expect(paid.refusal.code).toBe('project_changed_meanwhile');
      const { project, money } = await standing(id);
      expect(project.fundId).toBe(carried.ok ? next.id : old.id);
      expect(money.get(project.fundId!)).toMatchObject(
        paid.ok
          ? { committed: 0n, advanced: 0n, spent: million(290) }
          : { committed: million(190), advanced: million(100), spent: 0n },
      );
    }
    expect(await verifyLedger(people.financeOfficer)).toMatchObject({ imbalance: 0n, differing: [] });
  });
});

describe('the plan of a year', () => {
  it('takes a request of an earlier year, which is of that year then; not one of a later year', async () => {
    const { old, next } = await underWay();
    const more = { fundId: next.id, kind: 'appropriate', number: 'next', amount: million(400) } as const;
    const appropriated = { ...more, decidedOn: todayIn(people.now), key: newId() };
    expectOk(await decideBudget(people.provincialApprover, appropriated));
    const plan = { support: '300 triệu', decisionNumber: '1/QĐ', decisionDate: '23/11/2026' };

    ({ owner, establishmentId } = await newWorkshop(people));
    const late = await submitted(owner, establishmentId);
    await walkTo(people, late, old.id, 'conclude_appraisal');
    expectOk(await act(people.provincialApprover, late, 'approve_plan', { ...plan, fundId: next.id }));
    expect((await standing(late)).project).toMatchObject({ fundId: next.id, fiscalYear: 2027 });

    ({ owner, establishmentId } = await newWorkshop(people));
    const early = await submitted(owner, establishmentId, { fiscalYear: '2027' });
    await walkTo(people, early, old.id, 'conclude_appraisal');
    expect(
      await act(people.provincialApprover, early, 'approve_plan', { ...plan, fundId: old.id }),
    ).toMatchObject({ refusal: { code: 'fund_is_of_earlier_year', field: 'fundId' } });
  });
});
