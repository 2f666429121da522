import { describe, expect, it } from 'vitest';
import { expectOk, readForm, refuse, type FormFields } from '#kernel';
import type { ActDefinition } from './act.ts';
import { approveEstimate, returnEstimate, submitEstimate } from './estimate.acts.ts';
import { reject, withdraw } from './screening.acts.ts';
import { factsWith, million } from '#testing';

const decide = (act: ActDefinition, facts: Parameters<typeof factsWith>[0], fields: FormFields) =>
  act.decide(factsWith(facts), expectOk(readForm(act.form, fields)));

/** An estimate of one machine at 600 million and its fitting at 100 million. */
const estimate = (over: FormFields): FormFields => ({
  'lines.0.label': 'Máy cắt đá CNC',
  'lines.0.unit': 'bộ',
  'lines.0.quantity': '1',
  'lines.0.unitPrice': '600 triệu',
  'lines.0.eligible': 'on',
  'lines.1.label': 'Lắp đặt',
  'lines.1.unit': 'gói',
  'lines.1.quantity': '1',
  'lines.1.unitPrice': '100 triệu',
  ...over,
});
const supported = (support: string) => estimate({ 'lines.0.support': support });

describe('what an estimate is refused for', () => {
  it.each<[string, Parameters<typeof factsWith>[0], FormFields, object, string]>([
    [
      'line_is_paid_twice',
      {},
      estimate({ 'lines.0.support': '290 triệu', 'lines.0.other': '310000001' }),
      { line: 1, excess: 1n },
      'lines.0.support',
    ],
    [
      'line_is_not_eligible',
      {},
      estimate({ 'lines.0.support': '1 triệu', 'lines.1.support': '1 triệu' }),
      { line: 2 },
      'lines.1.support',
    ],
    ['estimate_has_no_support', {}, estimate({}), {}, 'lines'],
    [
      'estimate_exceeds_plan',
      { planned: million(200) },
      supported('200000001'),
      { planned: million(200), excess: 1n },
      'lines',
    ],
    [
      'support_exceeds_norm',
      { planned: million(400) },
      supported('300000001'),
      { allowed: million(300), excess: 1n },
      'lines',
    ],
  ])('%s', (code, facts, fields, params, field) => {
    const refused = decide(submitEstimate, facts, fields);
    expect(refused).toMatchObject({ ok: false, refusal: { code, params, field } });
  });

  it('what the norm itself refuses, it refuses', () => {
    const norm = () => refuse('content_has_no_norm', { content: 'XX' });
    expect(decide(submitEstimate, { norm }, supported('1 triệu'))).toMatchObject({
      refusal: { code: 'content_has_no_norm' },
    });
  });

  it('an approval dated tomorrow', () => {
    const fields = { decisionNumber: '7', decisionDate: '24/11/2026' };
    expect(decide(approveEstimate, {}, fields)).toMatchObject({
      refusal: { code: 'date_is_in_the_future', field: 'decisionDate', params: { date: '2026-11-24' } },
    });
  });
});

describe('what an act on an estimate moves', () => {
  it('every line adds up: support, others and the own share are the line', () => {
    const put = expectOk(
      decide(submitEstimate, {}, estimate({ 'lines.0.support': '290 triệu', 'lines.0.other': '10 triệu' })),
    );
    expect(put).toMatchObject({ amount: million(290), data: { total: million(700), support: million(290) } });
    expect(put.data['lines']).toMatchObject([{ own: million(300) }, { own: million(100) }]);
    expect(put.moves).toBeUndefined();
  });

  it('approval frees at once what the plan held above it', () => {
    const fields = { decisionNumber: '7', decisionDate: '23/11/2026' };
    const above = expectOk(decide(approveEstimate, { money: { planned: million(300) } }, fields));
    expect(above.moves).toEqual([{ kind: 'release', from: 'planned', amount: million(10) }]);
    expect(above.patch).toEqual({ estimate: million(290) });
    const exact = expectOk(decide(approveEstimate, { money: { planned: million(290) } }, fields));
    expect(exact.moves).toEqual([]);
  });
});

describe('acts that need a reason', () => {
  it.each([reject, withdraw, returnEstimate])('$event without one is refused', (act) => {
    expect(readForm(act.form, { reason: '  ' })).toMatchObject({ ok: false, refusal: { field: 'reason' } });
  });

  it('withdrawing gives back whatever is held', () => {
    const left = expectOk(decide(withdraw, { money: { planned: million(290) } }, { reason: 'Đổi ý' }));
    expect(left).toMatchObject({
      reason: 'Đổi ý',
      moves: [{ kind: 'release', from: 'planned', amount: million(290) }],
    });
    expect(expectOk(decide(withdraw, {}, { reason: 'Đổi ý' })).moves).toEqual([]);
  });
});
