import { describe, expect, it } from 'vitest';
import { expectOk, readForm, type FormFields } from '#kernel';
import type { ActDefinition, ProjectFacts } from '#projects';
import { factsWith, million } from '#testing';
import { close, recover } from './closing.acts.ts';
import { acceptWorks, failAcceptance } from './acceptance.acts.ts';
import { payAdvance, requestAdvance } from './advance.acts.ts';
import { pay, requestPayment } from './payment.acts.ts';
import { approveSettlement, submitSettlement } from './settlement.acts.ts';

const decide = (act: ActDefinition, facts: Partial<ProjectFacts>, fields: FormFields) =>
  act.decide(factsWith(facts), expectOk(readForm(act.form, fields)));

const tomorrow = '24/11/2026';
const voucher = { voucherNumber: 'UNC-01', paidOn: '23/11/2026' };
const visit = { heldOn: tomorrow, place: 'Xã Quỳ Hợp', participants: 'Trung tâm', findings: 'Chạy tốt' };
const decision = { decisionNumber: '99/QĐ-STC', decisionDate: '23/11/2026' };
const underContract = { contract: million(290), money: { committed: million(290) } };
const advanced = { contract: million(290), money: { committed: million(190), advanced: million(100) } };
const paid = { money: { spent: million(290) } };
const vouched = (actual: string) => ({
  'lines.0.actual': actual,
  'lines.0.vouchers': 'HĐ 1',
  'lines.1.actual': '0',
});

describe('what the acts of paying refuse', () => {
  it.each<[string, ActDefinition, Parameters<typeof factsWith>[0], FormFields, object, string?]>([
    [
      'advance_has_no_rule',
      requestAdvance,
      { ...underContract, advanceRule: null },
      { amount: '1', progressPercent: '80' },
      { content: 'MM-01' },
    ],
    [
      'advance_too_early',
      requestAdvance,
      underContract,
      { amount: '1', progressPercent: '69' },
      { progress: 69, needed: 70 },
      'progressPercent',
    ],
    [
      'advance_exceeds_tier',
      requestAdvance,
      underContract,
      { amount: '203000001', progressPercent: '70' },
      { limit: million(203), excess: 1n },
      'amount',
    ],
    [
      'advance_exceeds_tier',
      requestAdvance,
      advanced,
      { amount: '104 triệu', progressPercent: '70' },
      { limit: million(103), excess: million(1) },
      'amount',
    ],
    [
      'date_is_in_the_future',
      payAdvance,
      underContract,
      { ...voucher, paidOn: tomorrow },
      { date: '2026-11-24' },
      'paidOn',
    ],
    ['date_is_in_the_future', acceptWorks, underContract, visit, { date: '2026-11-24' }, 'heldOn'],
    ['date_is_in_the_future', failAcceptance, underContract, visit, { date: '2026-11-24' }, 'heldOn'],
    [
      'payment_exceeds_contract',
      requestPayment,
      advanced,
      { amount: '290000001' },
      { payable: million(290), excess: 1n },
      'amount',
    ],
    [
      'payment_below_advance',
      requestPayment,
      advanced,
      { amount: '99 triệu' },
      { advanced: million(100) },
      'amount',
    ],
    [
      'date_is_in_the_future',
      pay,
      advanced,
      { ...voucher, paidOn: tomorrow },
      { date: '2026-11-24' },
      'paidOn',
    ],
    [
      'settlement_lines_missing',
      submitSettlement,
      paid,
      { 'lines.0.actual': '1', 'lines.0.vouchers': 'HĐ' },
      { expected: 2, given: 1 },
      'lines',
    ],
    [
      'settlement_line_without_voucher',
      submitSettlement,
      paid,
      { ...vouched('560 triệu'), 'lines.1.actual': '90 triệu' },
      { line: 2 },
      'lines.1.vouchers',
    ],
    [
      'settlement_is_empty',
      submitSettlement,
      paid,
      { ...vouched('0'), 'lines.1.actual': '90 triệu', 'lines.1.vouchers': 'HĐ 2' },
      {},
      'lines',
    ],
    [
      'date_is_in_the_future',
      approveSettlement,
      paid,
      { ...decision, decisionDate: tomorrow },
      { date: '2026-11-24' },
      'decisionDate',
    ],
    [
      'date_is_in_the_future',
      recover,
      paid,
      { amount: '1', ...voucher, paidOn: tomorrow },
      { date: '2026-11-24' },
      'paidOn',
    ],
    ['nothing_to_recover', recover, {}, { amount: '1', ...voucher }, {}],
    [
      'recovery_exceeds_debt',
      recover,
      { money: { spent: million(10) } },
      { amount: '10000001', ...voucher },
      { owed: million(10), excess: 1n },
      'amount',
    ],
    [
      'project_still_owes',
      close,
      { money: { spent: million(3), advanced: million(4) } },
      {},
      { owed: million(7) },
    ],
  ])('%s by %#', (code, act, facts, fields, params, field) => {
    const refused = decide(act, facts as Partial<ProjectFacts>, fields);
    expect(refused).toMatchObject({ ok: false, refusal: { code, params } });
    if (!refused.ok) expect(refused.refusal.field).toBe(field);
  });
});

describe('the money of an act', () => {
  it('a payment spends the advance first', () => {
    const facts = factsWith({ ...advanced, acts: { request_payment: { amount: '250000000' } } });
    const { moves } = expectOk(pay.decide(facts, { ...voucher, paidOn: '2026-11-23' }));
    expect(moves).toEqual([
      { kind: 'spend', from: 'advanced', amount: million(100) },
      { kind: 'spend', from: 'committed', amount: million(150) },
    ]);
  });

  it('a settlement below what was paid leaves the rest owed, and releases what was never paid', () => {
    const facts = factsWith({ money: { spent: million(250), committed: million(40) } });
    const put = expectOk(
      submitSettlement.decide(facts, {
        lines: [
          { actual: million(400), vouchers: 'HĐ 1' },
          { actual: million(0), vouchers: null },
        ],
      }),
    );
    expect(put.data).toMatchObject({ support: million(200), toRecover: million(50) });
    const then = factsWith({
      money: { spent: million(250), committed: million(40) },
      acts: {
        submit_settlement: { support: '200000000', total: '400000000' },
        sign_contract: { own: '400000000' },
      },
    });
    const { moves } = expectOk(approveSettlement.decide(then, { ...decision, decisionDate: '2026-11-23' }));
    expect(moves).toEqual([
      { kind: 'settle', amount: million(200) },
      { kind: 'release', from: 'committed', amount: million(40) },
      { kind: 'evidence', amount: million(200) },
    ]);
  });

  it('a settlement never supports more than was paid, whatever was spent', () => {
    const facts = factsWith({ money: { spent: million(250) } });
    const lines = [
      { actual: million(2000), vouchers: 'HĐ 1' },
      { actual: million(0), vouchers: null },
    ];
    expect(expectOk(submitSettlement.decide(facts, { lines })).amount).toBe(million(250));
  });

  it('a recovery takes what was overpaid before what was advanced', () => {
    const facts = factsWith({ money: { spent: million(30), advanced: million(100) } });
    const { moves } = expectOk(
      recover.decide(facts, { amount: million(50), ...voucher, paidOn: '2026-11-23' }),
    );
    expect(moves).toEqual([
      { kind: 'recover', from: 'spent', amount: million(30) },
      { kind: 'recover', from: 'advanced', amount: million(20) },
    ]);
  });
});
