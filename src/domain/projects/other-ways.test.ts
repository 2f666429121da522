import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
} from '#testing';
import { dong, expectOk, type Dong, type FormFields } from '#kernel';
import { projectMoney } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from './index.server.ts';
import type { Event } from './project.transitions.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;
let fundId: string;
const million = (n: number): Dong => dong(n * 1_000_000);

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
  fundId = (await fundWith(people, million(3000))).id;
});

beforeEach(async () => {
  ({ owner, establishmentId } = await newWorkshop(people));
});

const look = (id: string) =>
  inProvince(owner, async (tx) => ({
    project: (await projectFor(tx, owner, id))!,
    held: (await projectMoney(tx, id))[0]?.balances,
  }));
const fieldsOf = (event: Event): FormFields => provincialWay(fundId).find(([, e]) => e === event)![2];
const decision = { decisionNumber: '15/QĐ', decisionDate: '23/11/2026', reason: 'Cơ sở ngừng hoạt động' };

describe('the national procedure', () => {
  it('reaches the plan over province, department and two officers of the Cục', async () => {
    const national = await fundWith(people, million(400), 'national');
    const id = await submitted(owner, establishmentId, { procedure: 'national' });
    const plan = { ...fieldsOf('approve_plan'), fundId: national.id };
    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    expectOk(await act(people.departmentSpecialist, id, 'prepare_appraisal', fieldsOf('prepare_appraisal')));
    expectOk(await act(people.departmentLeader, id, 'conclude_appraisal'));
    expect(await act(people.provincialApprover, id, 'approve_plan', plan)).toMatchObject({
      refusal: { code: 'act_not_possible_now' },
    });
    const letter = { letterNumber: '45/SCT', letterDate: '23/11/2026' };
    expectOk(await act(people.departmentLeader, id, 'register_national', letter));
    expectOk(await act(people.cucOfficer, id, 'appraise_ministry', { support: '250 triệu' }));

    expect(await act(people.cucOfficer, id, 'approve_plan', plan)).toMatchObject({
      refusal: { code: 'act_needs_other_person', params: { earlier: 'appraise_ministry' } },
    });
    expect(await act(people.secondCucOfficer, id, 'approve_plan', plan)).toMatchObject({
      refusal: { code: 'plan_exceeds_appraisal', params: { excess: million(50) } },
    });
    const within = { ...plan, support: '250 triệu' };
    expect(await act(people.secondCucOfficer, id, 'approve_plan', { ...within, fundId })).toMatchObject({
      refusal: { code: 'fund_is_for_other_procedure', field: 'fundId' },
    });
    expectOk(await act(people.secondCucOfficer, id, 'approve_plan', within));
    const { project, held } = await look(id);
    expect(project).toMatchObject({ state: 'planned', planned: million(250), fundId: national.id });
    expect(held?.planned).toBe(million(250));
  });
});

describe('leaving the way', () => {
  it('a withdrawal before the contract frees the money held; after it there is none', async () => {
    const id = await submitted(owner, establishmentId);
    await walkTo(people, id, fundId, 'approve_estimate');
    expect((await look(id)).held?.planned).toBe(million(290));
    expectOk(await act(owner, id, 'withdraw', { reason: 'Đổi kế hoạch' }));
    const { project, held } = await look(id);
    expect(project).toMatchObject({ state: 'withdrawn', turnRole: null, dueOn: null });
    expect(held?.planned).toBe(0n);

    const bound = await submitted(owner, establishmentId);
    await walkTo(people, bound, fundId, 'sign_contract');
    expect(await act(owner, bound, 'withdraw', { reason: 'Đổi kế hoạch' })).toMatchObject({
      refusal: { code: 'act_not_possible_now' },
    });
  });

  it('a stopped project owes its advance, cannot close before it came back, and then closes', async () => {
    const id = await submitted(owner, establishmentId);
    await walkTo(people, id, fundId, 'pay_advance');
    expectOk(await act(people.provincialApprover, id, 'stop', decision));
    const stopped = await look(id);
    expect(stopped.project.state).toBe('stopped');
    expect(stopped.held).toMatchObject({ committed: 0n, advanced: million(100) });
    expect(await act(people.centreDirector, id, 'close')).toMatchObject({
      refusal: { code: 'project_still_owes', params: { owed: million(100) } },
    });
    const back = (amount: string) => ({ amount, voucherNumber: 'PT-01', paidOn: '23/11/2026' });
    const { dueOn } = stopped.project;
    expect(stopped.project.turnRole).toBe('centre_accountant');
    expectOk(await act(people.centreAccountant, id, 'recover', back('60 triệu')));
    // A part that came back gives no new term for the rest.
    expect((await look(id)).project).toMatchObject({
      state: 'stopped',
      turnRole: 'centre_accountant',
      dueOn,
    });
    expectOk(await act(people.centreAccountant, id, 'recover', back('40 triệu')));
    expect((await look(id)).project.turnRole).toBe('centre_director');
    expectOk(await act(people.centreDirector, id, 'close'));
    const closed = await look(id);
    expect(closed.project.state).toBe('closed');
    expect(closed.held).toMatchObject({ advanced: 0n, spent: 0n, recovered: million(100) });
  });

  it('works that do not pass stay under contract, with their deadline, until they do', async () => {
    const id = await submitted(owner, establishmentId);
    await walkTo(people, id, fundId, 'sign_contract');
    const before = await look(id);
    expect(before.project).toMatchObject({ turnRole: 'centre_officer', dueOn: '2027-06-30' });
    expect(await act(people.centreOfficer, id, 'fail_acceptance', fieldsOf('accept_works'))).toMatchObject({
      ok: true,
    });
    const failed = await look(id);
    expect(failed.project).toMatchObject({ state: 'contracted', dueOn: before.project.dueOn });
    expect(failed.held).toEqual(before.held);
    expectOk(await act(people.secondOfficer, id, 'accept_works', fieldsOf('accept_works')));
    expect((await look(id)).project.state).toBe('accepted');
  });
});
