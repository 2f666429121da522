import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, cast, fundWith, newWorkshop, submitted, testDatabase, walkTo, type Cast } from '#testing';
import { dong, expectOk, newId, type FormFields, type Result } from '#kernel';
import { projectMoney, verifyLedger } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { exceptAdvance, projectFor, setAdvanceRule } from '#projects/server';
import type { StoredFile } from '#records/server';
import {
  askPayment,
  certifyProgress,
  moveRequest,
  reportProgress,
  reportsOf,
  requestsOf,
  setPaymentLevel,
  type MovingStep,
} from './index.server.ts';

const file = (): StoredFile => {
  const text = randomUUID();
  const hash = createHash('sha256').update(text).digest('hex');
  return { hash, size: text.length, mediaType: 'application/pdf', fileName: 'a.pdf' };
};
const ofAdvance = ['tranche_1', 'tranche_2'];
const ofPayment = ['acceptance_minutes', 'result_report', 'volume_report', 'purchase_contract'];
const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map((r) => r.code);
const code = (result: Result<unknown>) => codes(result)[0] ?? null;

describe('a payment request', () => {
  let people: Cast;
  let owner: Context;
  let id: string;
  beforeAll(async () => {
    people = await cast((await testDatabase({ max: 12 })).db);
  });
  beforeEach(async () => {
    const workshop = await newWorkshop(people);
    owner = workshop.owner;
    id = await submitted(owner, workshop.establishmentId);
    const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`);
    await walkTo(people, id, fund.id, 'sign_contract');
  });

  const ask = (amount: string, papers: readonly string[], over: FormFields = {}, cx = owner) =>
    askPayment(cx, {
      projectId: id,
      fields: {
        ...{ key: newId(Date.now()), amount, payee: 'Xưởng đá', account: '0101', bank: 'VCB' },
        ...over,
      },
      files: new Map(papers.map((name) => [name, file()])),
    });
  const read = () =>
    inProvince(people.centreOfficer, async (tx) => {
      const cx = people.centreOfficer;
      const [money] = await projectMoney(tx, id);
      const requests = await requestsOf(tx, cx.province, id);
      const [report] = await reportsOf(tx, cx.province, id);
      return { project: (await projectFor(tx, cx, id))!, money: money!.balances, requests, report };
    });
  const move = async (step: MovingStep, cx: Context, fields: FormFields = {}) => {
    const [request] = (await read()).requests;
    return moveRequest(cx, { id: request!.id, step, state: request!.state, fields });
  };
  const certified = async (percent = '80') => {
    const fields = { percent, spent: '480 triệu', reportedOn: '23/11/2026', description: 'Đã lắp máy' };
    expectOk(await reportProgress(owner, id, { fields, file: null }));
    const report = (await read()).report!.id;
    return certifyProgress(people.departmentSpecialist, id, { report, verdict: 'certified' });
  };
  const voucher = (number: string): FormFields => ({ voucherNumber: number, paidOn: '23/11/2026' });
  const through = async (number: string) => {
    expectOk(await move('check', people.centreOfficer));
    expectOk(await move('account', people.centreAccountant));
    expectOk(await move('approve', people.centreDirector));
    return move('pay', people.centreDirector, voucher(number));
  };
  const accepted = () =>
    act(people.secondOfficer, id, 'accept_works', {
      ...{ heldOn: '23/11/2026', place: 'Xã', participants: 'Các bên', findings: 'Máy chạy tốt' },
    });

  it('names every missing paper, and asks for certified progress first', async () => {
    const early = await ask('100 triệu', []);
    expect(codes(early)).toEqual([
      ...['progress_is_not_certified', 'payment_paper_is_missing', 'payment_paper_is_missing'],
    ]);
    expectOk(await certified('60'));
    expect(codes(await ask('100 triệu', ofAdvance))).toEqual(['advance_too_early']);
    expectOk(await certified());
    expect(codes(await ask('204 triệu', ofAdvance))).toEqual(['advance_exceeds_tier']);
    expect(code(await ask('1 triệu', ofAdvance, {}, people.centreAccountant))).toBe(
      'payment_request_not_permitted',
    );
    expectOk(await ask('203 triệu', ofAdvance));
    expect(code(await ask('1 triệu', ofAdvance))).toBe('payment_request_is_open');
  });

  it('is checked by other hands at each step, paid in several parts, and never above the contract', async () => {
    expectOk(await certified());
    expectOk(await ask('100 triệu', ofAdvance, {}, people.centreOfficer));
    expect(code(await move('check', people.centreOfficer))).toBe('same_person_may_not');
    expectOk(await move('check', people.secondOfficer));
    expect(code(await act(people.centreDirector, id, 'pay_advance', voucher('UNC-0')))).toBe(
      'act_not_possible_now',
    );
    expect(
      code(await act(people.centreAccountant, id, 'request_advance', { amount: '9', progressPercent: '80' })),
    ).toBe('payment_request_is_open');
    expectOk(await move('account', people.centreAccountant));
    expect(code(await act(people.centreDirector, id, 'pay_advance', voucher('UNC-0')))).toBe(
      'payment_request_not_approved',
    );
    expectOk(await move('approve', people.centreDirector));
    expectOk(await move('pay', people.centreDirector, voucher('UNC-1')));
    expectOk(await accepted());
    expect(codes(await ask('291 triệu', []))).toEqual([
      ...['payment_exceeds_contract', ...ofPayment.map(() => 'payment_paper_is_missing')],
    ]);
    expectOk(await ask('200 triệu', ofPayment));
    expectOk(await through('UNC-2'));
    expectOk(await ask('90 triệu', ofPayment));
    expectOk(await through('UNC-3'));
    const { requests, money, project } = await read();
    expect(requests.map((one) => [one.kind, one.state])).toEqual([
      ...[
        ['payment', 'paid'],
        ['payment', 'paid'],
        ['advance', 'paid'],
      ],
    ]);
    expect(project.state).toBe('paid');
    expect(money).toMatchObject({ committed: 0n, advanced: 0n, spent: 290_000_000n });
    expect(codes(await ask('1 triệu', ofPayment))).toEqual(['payment_exceeds_contract']);
    expect(await verifyLedger(people.centreOfficer)).toMatchObject({ differing: [], faults: [] });
  });

  it('sent twice is one request, and of two steps at once one is done', async () => {
    expectOk(await certified());
    const key = { key: newId(Date.now()) };
    const both = await Promise.all([ask('100 triệu', ofAdvance, key), ask('100 triệu', ofAdvance, key)]);
    expect(new Set(both.map((one) => expectOk(one).id)).size).toBe(1);
    expect(code(await ask('90 triệu', ofAdvance, key))).toBe('idempotency_key_reused');
    const moved = await Promise.all([
      move('check', people.centreOfficer),
      move('check', people.secondOfficer),
    ]);
    expect(moved.flatMap(codes)).toEqual(['payment_request_moved_meanwhile']);
    expectOk(await move('account', people.centreAccountant));
    expectOk(await move('approve', people.centreDirector));
    const paid = await Promise.all([
      move('pay', people.centreDirector, voucher('UNC-1')),
      move('pay', people.centreDirector, voucher('UNC-1')),
    ]);
    expect(paid.filter((one) => one.ok)).toHaveLength(1);
    expect((await read()).money).toMatchObject({ committed: 190_000_000n, advanced: 100_000_000n });
  });

  it('follows the province’s own rule, and the exception decided for one project', async () => {
    const rule = { procedure: 'provincial', content: 'MM-02', percent: '', reason: 'Hỗ trợ sau đầu tư' };
    const own = { ...rule, decision: '05/QĐ-UBND', decidedOn: '20/11/2026', validFrom: '23/11/2026' };
    expect(code(await setAdvanceRule(people.centreDirector, own))).toBe('advance_rule_not_permitted');
    expectOk(await setAdvanceRule(people.departmentLeader, own));
    expect(code(await setAdvanceRule(people.departmentLeader, { ...own, validFrom: '01/11/2026' }))).toBe(
      'advance_rule_is_of_the_past',
    );
    const exception = {
      ...{ percent: '40', progress: '', papers: 'Hợp đồng mua máy', reason: 'Cơ sở khó khăn' },
      ...{ decision: '77/QĐ-SCT', decidedOn: '23/11/2026' },
    };
    expect(code(await exceptAdvance(people.cucOfficer, id, exception))).toBe('advance_rule_not_permitted');
    expect(
      code(await exceptAdvance(people.departmentLeader, id, { ...exception, percent: '101' })),
    ).not.toBeNull();
    expectOk(await exceptAdvance(people.departmentLeader, id, exception));
    expect(codes(await ask('117 triệu', []))).toEqual(['advance_exceeds_tier', 'payment_paper_is_missing']);
    expectOk(await ask('116 triệu', ['tranche_1']));
  });

  it('comes back with its reason, from the accountant or declined by the department', async () => {
    expectOk(await certified());
    const level = { procedure: 'provincial', role: 'centre_director', upTo: '50 triệu', basis: '12/QĐ' };
    expectOk(await setPaymentLevel(people.departmentLeader, { ...level, validFrom: '23/11/2026' }));
    const leader = { ...level, role: 'department_leader', upTo: '', validFrom: '23/11/2026' };
    expectOk(await setPaymentLevel(people.departmentLeader, leader));
    expect(code(await setPaymentLevel(people.departmentLeader, leader))).toBe('payment_level_is_there');
    expectOk(await ask('100 triệu', ofAdvance));
    expect(code(await move('return', people.centreOfficer))).toBe('field_is_empty');
    expectOk(await move('return', people.centreOfficer, { reason: 'Thiếu chữ ký' }));
    expectOk(await ask('100 triệu', ofAdvance));
    expectOk(await move('check', people.centreOfficer));
    expectOk(await move('account', people.centreAccountant));
    expect(code(await move('approve', people.centreDirector))).toBe('payment_is_above_level');
    expectOk(await move('decline', people.departmentLeader, { reason: 'Chưa đúng đối tượng' }));
    expectOk(await move('return', people.centreDirector, { reason: 'Sở không duyệt' }));
    const { requests, project, money } = await read();
    expect(requests.map((one) => one.state)).toEqual(['returned', 'returned']);
    expect(project.state).toBe('contracted');
    expect(money).toMatchObject({ committed: 290_000_000n, advanced: 0n });
  });
});
