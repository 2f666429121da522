import { describe, expect, it } from 'vitest';
import { expectOk, readForm, type FormFields } from '#kernel';
import type { ActDefinition } from '#projects';
import { factsWith, million } from '#testing';
import { signContract } from './contract.acts.ts';
import { stopProject } from './stop.acts.ts';

const decide = (act: ActDefinition, facts: Parameters<typeof factsWith>[0], fields: FormFields) =>
  act.decide(factsWith(facts), expectOk(readForm(act.form, fields)));

const contract = (over: FormFields = {}) => ({
  contractNumber: '12/HĐ-KC',
  signedOn: '23/11/2026',
  endsOn: '30/06/2027',
  signatory: 'Trương Văn Quý',
  ...over,
});
const stop = (over: FormFields = {}) => ({
  decisionNumber: '15/QĐ-UBND',
  decisionDate: '23/11/2026',
  reason: 'Cơ sở ngừng hoạt động',
  ...over,
});

describe('a contract', () => {
  it.each<[string, FormFields, string]>([
    ['date_is_in_the_future', contract({ signedOn: '24/11/2026' }), 'signedOn'],
    ['contract_ends_before_it_starts', contract({ endsOn: '22/11/2026' }), 'endsOn'],
  ])('is refused: %s', (code, fields, field) => {
    expect(decide(signContract, {}, fields)).toMatchObject({ ok: false, refusal: { code, field } });
  });

  it('commits the estimate, frees what the plan held above it, and pledges the own share beside it', () => {
    const signed = expectOk(decide(signContract, { money: { planned: million(300) } }, contract()));
    expect(signed).toMatchObject({
      moves: [
        { kind: 'commit', amount: million(290) },
        { kind: 'release', from: 'planned', amount: million(10) },
        { kind: 'pledge', amount: million(410) },
      ],
      patch: { contract: million(290) },
    });
  });
});

describe('a stop', () => {
  it('dated tomorrow is refused, and so is one without a reason', () => {
    expect(decide(stopProject, {}, stop({ decisionDate: '24/11/2026' }))).toMatchObject({
      refusal: { code: 'date_is_in_the_future', field: 'decisionDate' },
    });
    expect(readForm(stopProject.form, stop({ reason: '' }))).toMatchObject({ refusal: { field: 'reason' } });
  });

  it('frees what was not paid out and keeps what was, as owed', () => {
    const money = { committed: million(190), advanced: million(100) };
    expect(expectOk(decide(stopProject, { money }, stop()))).toMatchObject({
      amount: million(100),
      data: { owed: million(100) },
      moves: [{ kind: 'release', from: 'committed', amount: million(190) }],
    });
  });
});
