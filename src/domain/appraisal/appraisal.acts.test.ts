import { describe, expect, it } from 'vitest';
import { expectOk, readForm, type FormFields } from '#kernel';
import type { ActDefinition } from '#projects';
import { factsWith, million } from '#testing';
import {
  appraiseMinistry,
  concludeAppraisal,
  criteria,
  prepareAppraisal,
  registerNational,
  returnAppraisal,
} from './appraisal.acts.ts';
import { approvePlan } from './plan.acts.ts';

const decide = (act: ActDefinition, facts: Parameters<typeof factsWith>[0], fields: FormFields) =>
  act.decide(factsWith(facts), expectOk(readForm(act.form, fields)));

const met: FormFields = Object.fromEntries(criteria.map((c) => [`criteria.${c}`, 'on']));
const appraisal = (over: FormFields) => ({ ...met, support: '300 triệu', conclusion: 'pass', ...over });
const plan = (over: FormFields) => ({
  fundId: 'quy',
  support: '300 triệu',
  decisionNumber: '812/QĐ-UBND',
  decisionDate: '23/11/2026',
  ...over,
});

describe('what appraisal and plan refuse', () => {
  it.each<[string, ActDefinition, Parameters<typeof factsWith>[0], FormFields, object, string]>([
    [
      'criteria_not_met',
      prepareAppraisal,
      {},
      appraisal({ 'criteria.need_and_effect': '', 'criteria.dossier': '' }),
      { count: 2 },
      'criteria.need_and_effect',
    ],
    [
      'support_exceeds_asked',
      prepareAppraisal,
      {},
      appraisal({ support: '300000001' }),
      { asked: million(300), excess: 1n },
      'support',
    ],
    [
      'support_exceeds_norm',
      prepareAppraisal,
      { asked: million(400) },
      appraisal({ support: '300000001' }),
      { allowed: million(300), excess: 1n },
      'support',
    ],
    [
      'support_exceeds_asked',
      appraiseMinistry,
      {},
      { support: '301 triệu' },
      { excess: million(1) },
      'support',
    ],
    [
      'support_exceeds_norm',
      appraiseMinistry,
      { asked: million(400) },
      { support: '301 triệu' },
      { excess: million(1) },
      'support',
    ],
    [
      'date_is_in_the_future',
      registerNational,
      {},
      { letterNumber: '5', letterDate: '24/11/2026' },
      { date: '2026-11-24' },
      'letterDate',
    ],
    [
      'plan_exceeds_appraisal',
      approvePlan,
      { acts: { prepare_appraisal: { support: '250000000' } } },
      plan({ support: '250000001' }),
      { appraised: million(250), excess: 1n },
      'support',
    ],
    [
      'date_is_in_the_future',
      approvePlan,
      {},
      plan({ decisionDate: '24/11/2026' }),
      { date: '2026-11-24' },
      'decisionDate',
    ],
  ])('%s by %#', (code, act, facts, fields, params, field) => {
    expect(decide(act, facts, fields)).toMatchObject({ ok: false, refusal: { code, params, field } });
  });

  it('handing back without a reason', () => {
    expect(readForm(returnAppraisal.form, {})).toMatchObject({ refusal: { field: 'reason' } });
  });
});

describe('the support that counts', () => {
  const both = { prepare_appraisal: { support: '280000000' }, appraise_ministry: { support: '240000000' } };

  it('is the ministry’s where it appraised, else the department’s, else what was asked', () => {
    const concluded = (acts: NonNullable<Parameters<typeof factsWith>[0]>['acts']) =>
      expectOk(decide(concludeAppraisal, { acts: acts! }, {})).amount;
    expect(concluded(both)).toBe(million(240));
    expect(concluded({ prepare_appraisal: both.prepare_appraisal })).toBe(million(280));
    expect(concluded({})).toBe(million(300));
  });

  it('is held in the fund from the approval on', () => {
    const approved = expectOk(decide(approvePlan, { acts: both }, plan({ support: '240 triệu' })));
    expect(approved).toMatchObject({
      moves: [{ kind: 'plan', amount: million(240) }],
      patch: { fundId: 'quy', planned: million(240) },
    });
  });
});
