import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cast,
  testDatabase,
  act,
  drafted,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  type Cast,
} from '#testing';
import { dong, expectOk, type Dong } from '#kernel';
import { fundSummaries, projectMoney } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor, submitRequest } from './index.server.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;
const million = (n: number): Dong => dong(n * 1_000_000);

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
});

beforeEach(async () => {
  ({ owner, establishmentId } = await newWorkshop(people));
});

const stateOf = async (id: string) => (await inProvince(owner, (tx) => projectFor(tx, owner, id)))?.state;

describe('one provincial project from request to closed books', () => {
  it('goes its whole way, and every đồng with it', async () => {
    const fund = await fundWith(people, million(1000));
    const id = await submitted(owner, establishmentId);
    for (const [who, event, fields] of provincialWay(fund.id)) {
      const done = await act(people[who] as Context, id, event, fields);
      expect(done, `${who} ${event}`).toMatchObject({ ok: true });
    }
    expect(await stateOf(id)).toBe('closed');

    // Actual eligible cost 560 m → 280 m by the norm; 290 m was paid, so 10 m came back.
    const [money] = await inProvince(owner, (tx) => projectMoney(tx, id));
    expect(money?.balances).toMatchObject({
      planned: 0n,
      committed: 0n,
      advanced: 0n,
      spent: 0n,
      settled: million(280),
      recovered: million(10),
    });
    expect(money?.counterpart.evidenced).toBe(million(370));
    const [summary] = await inProvince(owner, (tx) => fundSummaries(tx, 2026));
    expect(summary?.balances.appropriated).toBe(million(710));
  });
});

describe('refusals on the way', () => {
  it('asking for more than the norm is refused with the sum', async () => {
    const draft = await drafted(owner, establishmentId, { asked: '301 triệu' });
    const refused = await submitRequest(owner, { projectId: draft.id, draftRevision: draft.draftRevision });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'support_exceeds_norm', field: 'asked', params: { excess: million(1) } },
    });
  });

  it('a full technology line raises the cap to 450 million', async () => {
    const fields = {
      asked: '450 triệu',
      technologyLine: 'on',
      'costLines.0.unitPrice': '1 tỷ',
      'machines.0.unitPrice': '1 tỷ',
    };
    const draft = await drafted(owner, establishmentId, fields);
    expect(
      await submitRequest(owner, { projectId: draft.id, draftRevision: draft.draftRevision }),
    ).toMatchObject({ ok: true });
  });

  it('who prepared the appraisal does not conclude it', async () => {
    const id = await submitted(owner, establishmentId);
    expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
    const other = await act(people.centreAccountant, id, 'prepare_appraisal');
    expect(other).toMatchObject({ ok: false, refusal: { code: 'act_not_permitted' } });
    const tooEarly = await act(people.provincialApprover, id, 'approve_plan', {});
    expect(tooEarly).toMatchObject({ ok: false, refusal: { code: 'act_not_possible_now' } });
  });

  it('an outsider cannot tell the project from one that is not there', async () => {
    const id = await submitted(owner, establishmentId);
    expect(await act(people.secondOwner, id, 'withdraw', { reason: 'x' })).toMatchObject({
      ok: false,
      refusal: { code: 'project_not_found' },
    });
    expect(await act(people.secondCommuneOfficer, id, 'accept_dossier')).toMatchObject({
      ok: false,
      refusal: { code: 'project_not_found' },
    });
  });
});
