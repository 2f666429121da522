import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { cast, fundWith, newWorkshop, submitted, testDatabase, walkTo, type Cast } from '#testing';
import { dong, expectOk, localDate, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { exceptAdvance } from '#projects/server';
import {
  askPayment,
  batchesOf,
  dropBatch,
  importStatement,
  layoutFor,
  makeBatch,
  matchByHand,
  matchesOf,
  moveRequest,
  ordersOf,
  requestsOf,
  undoMatch,
  unmatchedLines,
  unmatchedPayments,
  type MovingStep,
} from './index.server.ts';
import { plainMatches, readStatement, type PaidOut, type TreasuryLayout } from './treasury.ts';

const code = (result: Result<unknown>) => (result.ok ? null : result.refusal.code);
const head = ['Ngày', 'Số chứng từ', 'Số tiền', 'Đơn vị nhận', 'Nội dung'];
const layout: TreasuryLayout = {
  ...{ code: 's', direction: 'statement', name: { vi: '', en: '' }, verification: 'memory' },
  columns: (['on', 'voucher', 'amount', 'payee', 'text'] as const).map((field, i) => ({
    field,
    title: head[i]!,
  })),
};

describe('a statement of the treasury', () => {
  it('names every fault by its cell, and nothing of it is read then', () => {
    const { faults } = readStatement(
      [head, ['31/02/2026', '', 'x', '', ''], ['23/11/2026', 'A', '5', '', '']],
      layout,
    );
    expect(faults.map((one) => [one.code, one.params['cell']])).toEqual([
      ['statement_date_is_wrong', 'A2'],
      ['statement_amount_is_wrong', 'C2'],
      ['statement_voucher_is_missing', 'B2'],
    ]);
    expect(readStatement([['Ngày tháng']], layout).faults[0]).toMatchObject({ params: { cell: 'A1' } });
  });

  it('pairs what is alike once on either side, and leaves the rest to people', () => {
    const line = (voucher: string, amount: number) => ({ voucher, amount: dong(amount) });
    const paid = (actId: string, voucher: string, cash: number): PaidOut => ({
      ...{
        actId,
        projectId: 'p',
        projectNumber: null,
        voucher,
        on: localDate('2026-11-23'),
        cash: dong(cash),
      },
    });
    const found = plainMatches(
      [line('unc 1', 5), line('UNC2', 5), line('UNC3', 7), line('UNC3', 7)],
      [paid('a', 'UNC1', 5), paid('b', 'UNC2', 6), paid('c', 'UNC3', 7)],
    );
    expect(found.map((one) => one.paid.actId)).toEqual(['a']);
  });
});

describe('the treasury', () => {
  let people: Cast;
  let id: string;
  beforeAll(async () => {
    people = await cast((await testDatabase()).db);
    const workshop = await newWorkshop(people);
    id = await submitted(workshop.owner, workshop.establishmentId);
    const fund = await fundWith(people, dong(310_000_000), 'provincial', 'Nguồn');
    await walkTo(people, id, fund.id, 'sign_contract');
    const exception = { percent: '40', papers: 'Hợp đồng', reason: 'Khó khăn', decision: '1/QĐ' };
    expectOk(
      await exceptAdvance(people.departmentLeader, id, {
        ...exception,
        progress: '',
        decidedOn: '23/11/2026',
      }),
    );
    const text = randomUUID();
    const hash = createHash('sha256').update(text).digest('hex');
    const file = { hash, size: 1, mediaType: 'application/pdf', fileName: 'a.pdf' };
    const fields = { key: text, amount: '100 triệu', payee: 'Xưởng', account: '01', bank: 'VCB' };
    expectOk(
      await askPayment(workshop.owner, { projectId: id, fields, files: new Map([['tranche_1', file]]) }),
    );
    expectOk(await move('check', people.centreOfficer));
    expectOk(await move('account', people.centreAccountant));
    expectOk(await move('approve', people.centreDirector));
  });
  const move = async (step: MovingStep, cx: Context, fields = {}) => {
    const [request] = await inProvince(cx, (tx) => requestsOf(tx, cx.province, id));
    return moveRequest(cx, { id: request!.id, step, state: request!.state, fields });
  };
  const read = () =>
    inProvince(people.centreAccountant, async (tx) => {
      const { province } = people.centreAccountant;
      return {
        ready: await ordersOf(tx, province, null),
        batches: await batchesOf(tx, province, 10),
        payments: await unmatchedPayments(tx, province, 10),
        lines: await unmatchedLines(tx, province, 10),
        matches: await matchesOf(tx, province, 10),
      };
    });
  const take = (cx: Context, rows: readonly (readonly string[])[]) =>
    importStatement(cx, {
      name: 's.csv',
      bytes: new TextEncoder().encode(JSON.stringify(rows)),
      rows: [head, ...rows],
    });

  it('gets orders in batches, each once, and its statement is reconciled, by hand too, and undone', async () => {
    const accountant = people.centreAccountant;
    const { ready } = await read();
    expect(ready).toMatchObject([{ payee: 'Xưởng', amount: 100_000_000n, contract: '12/HĐ-KC' }]);
    const chosen = { [`orders.${ready[0]!.requestId}`]: 'on' };
    expect(code(await makeBatch(people.centreOfficer, chosen))).toBe('reconciling_not_permitted');
    const made = await Promise.all([
      makeBatch(accountant, chosen),
      makeBatch(people.secondAccountant, chosen),
    ]);
    expect(made.map(code).filter(Boolean)).toEqual(['batch_is_empty']);
    const [batch] = (await read()).batches;
    expectOk(await dropBatch(accountant, batch!.id));
    expectOk(await makeBatch(accountant, chosen));
    expect(code(await makeBatch(accountant, chosen))).toBe('batch_is_empty');
    expectOk(await move('pay', people.centreDirector, { voucherNumber: 'UNC-9', paidOn: '23/11/2026' }));
    const paid = await read();
    expect(paid.batches).toMatchObject([{ no: 1, orders: 1, paid: 1, sum: 100_000_000n }]);
    expect(code(await dropBatch(accountant, paid.batches[0]!.id))).toBe('batch_is_paid_meanwhile');

    const wrong = ['23/11/2026', 'UNC-99', '100.000.000', 'Xưởng', 'Tạm ứng'];
    expect(expectOk(await take(accountant, [wrong]))).toEqual({ lines: 1, matched: 0 });
    expect(code(await take(accountant, [wrong]))).toBe('statement_is_there');
    const open = await read();
    const pair = { line: open.lines[0]!.id, act: open.payments[0]!.actId };
    expect(code(await matchByHand(accountant, { ...pair, reason: '' }))).toBe('field_is_empty');
    expectOk(await matchByHand(accountant, { ...pair, reason: 'Kho bạc ghi nhầm số' }));
    const done = await read();
    expect(done).toMatchObject({ payments: [], lines: [], matches: [{ byHand: true }] });
    expectOk(await undoMatch(accountant, { match: done.matches[0]!.id, reason: 'Ghép nhầm' }));
    const right = [wrong.with(1, 'unc-9')];
    expect(expectOk(await take(accountant, right))).toEqual({ lines: 1, matched: 1 });
    expect(await read()).toMatchObject({ payments: [], lines: [{ voucher: 'UNC-99' }] });
    const cells = await inProvince(accountant, (tx) => layoutFor(tx, 'orders'));
    expect(cells.columns.map((one) => one.field)).toContain('account');
  });
});
