import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, newId, type Dong } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { fundSummaries } from './fund.store.server.ts';
import { advanceFor, commitFor, moveProjectMoney, planFor, spendFor } from './move-project-money.server.ts';
import { post } from './post.server.ts';
import { projectMoney } from './read-project-money.server.ts';
import { fundWith, today } from './testing/money.ts';

let database: TestDatabase;
let people: Cast;
let cx: Context;

beforeAll(async () => {
  database = await testDatabase({ max: 20 });
  people = await cast(database.db);
  cx = people.financeOfficer;
});

const amount = (value: number): Dong => dong(value);
const moneyOf = async (projectId: string) => (await inProvince(cx, (tx) => projectMoney(tx, projectId)))[0]!;

describe('a posting', () => {
  it('moves a đồng from station to station, and it stands at one only', async () => {
    const fund = await fundWith(people, 500);
    const projectId = newId();
    const money = { fundId: fund.id, projectId, on: today };
    expectOk(await planFor(cx, { ...money, amount: amount(300), key: newId() }));
    expectOk(await commitFor(cx, { ...money, amount: amount(280), key: newId() }));
    expectOk(await advanceFor(cx, { ...money, amount: amount(100), key: newId() }));
    expectOk(await spendFor(cx, { ...money, amount: amount(250), fromAdvance: amount(100), key: newId() }));
    expect((await moneyOf(projectId)).balances).toEqual({
      planned: 20n,
      committed: 30n,
      advanced: 0n,
      spent: 250n,
      settled: 0n,
      recovered: 0n,
    });
    const summary = (await inProvince(cx, (tx) => fundSummaries(tx, 2026))).find(
      (s) => s.fund.id === fund.id,
    )!;
    expect(summary.balances).toMatchObject({ outside: -500n, appropriated: 200n, planned: 20n, spent: 250n });
  });

  it('is refused whole when one of its transfers finds too little', async () => {
    const fund = await fundWith(people, 500);
    const projectId = newId();
    const refused = await moveProjectMoney(cx, {
      fundId: fund.id,
      projectId,
      on: today,
      key: newId(),
      steps: [
        { kind: 'plan', amount: amount(400) },
        { kind: 'advance', amount: amount(1) },
      ],
    });
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'insufficient_funds', params: { station: 'committed', available: 0n, asked: 1n } },
    });
    expect(await inProvince(cx, (tx) => projectMoney(tx, projectId))).toEqual([]);
  });

  it('joins the transaction of its caller, and falls with it', async () => {
    const fund = await fundWith(people, 500);
    const projectId = newId();
    const money = { fundId: fund.id, projectId, on: today, amount: amount(300) };
    const refused = await transact(cx, async (tx) => {
      expectOk(await planFor({ ...cx, tx }, { ...money, key: newId() }));
      return planFor({ ...cx, tx }, { ...money, key: newId() });
    });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'insufficient_funds' } });
    expect(await inProvince(cx, (tx) => projectMoney(tx, projectId))).toEqual([]);
  });

  it.each([0n, -5n])('of %s đồng is refused', async (value) => {
    const fund = await fundWith(people, 500);
    const refused = await planFor(cx, {
      fundId: fund.id,
      projectId: newId(),
      on: today,
      amount: dong(value),
      key: newId(),
    });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'amount_must_be_positive' } });
  });

  it('of a move that is on no list is a bug, in the database too', async () => {
    const fund = await fundWith(people, 500);
    const leap = {
      bookId: fund.id,
      kind: 'spend',
      from: 'appropriated',
      to: 'spent',
      amount: amount(1),
      projectId: newId(),
    } as const;
    await expect(post(cx, { key: newId(), on: today, transfers: [leap] })).rejects.toThrow(
      'no such move or book',
    );
  });
});

describe('a retry', () => {
  it('with the same key and inputs gives the same answer and moves nothing', async () => {
    const fund = await fundWith(people, 500);
    const move = { fundId: fund.id, projectId: newId(), on: today, amount: amount(300), key: newId() };
    const first = expectOk(await planFor(cx, move));
    const again = expectOk(await planFor({ ...cx, now: new Date(cx.now.getTime() + 60_000) }, move));
    expect(again).toEqual({ ...first, replayed: true });
    expect((await moneyOf(move.projectId)).balances.planned).toBe(300n);
  });

  it('with other inputs under the same key is refused', async () => {
    const fund = await fundWith(people, 500);
    const move = { fundId: fund.id, projectId: newId(), on: today, amount: amount(300), key: newId() };
    expectOk(await planFor(cx, move));
    expect(await planFor(cx, { ...move, amount: amount(200) })).toMatchObject({
      refusal: { code: 'idempotency_key_reused', params: { key: move.key } },
    });
  });

  it('at the same moment as the first attempt moves the money once', async () => {
    const fund = await fundWith(people, 5000);
    const move = { fundId: fund.id, projectId: newId(), on: today, amount: amount(300), key: newId() };
    const answers = await Promise.all(Array.from({ length: 16 }, () => planFor(cx, move)));
    const posted = answers.map((answer) => expectOk(answer));
    expect(new Set(posted.map((p) => p.postingId)).size).toBe(1);
    expect(posted.filter((p) => !p.replayed)).toHaveLength(1);
    expect((await moneyOf(move.projectId)).balances.planned).toBe(300n);
  });
});

describe('the last đồng', () => {
  it('goes to exactly one of two approvals that race for it', async () => {
    for (let seed = 0; seed < 60; seed++) {
      const fund = await fundWith(people, 300);
      const race = [newId(), newId()].map(async (projectId, i) => {
        if (i === seed % 2) await new Promise((wait) => setTimeout(wait, (seed % 7) / 2));
        const move = { fundId: fund.id, projectId, on: today, amount: amount(300), key: newId() };
        return seed % 3 === 0 ? transact(cx, (tx) => planFor({ ...cx, tx }, move)) : planFor(cx, move);
      });
      const answers = await Promise.all(race);
      expect(
        answers.filter((answer) => answer.ok),
        `seed ${seed}`,
      ).toHaveLength(1);
      expect(answers.find((answer) => !answer.ok)).toMatchObject({
        refusal: {
          code: 'insufficient_funds',
          params: { station: 'appropriated', available: 0n, asked: 300n },
        },
      });
    }
  });
});

describe('another province', () => {
  it('cannot post into a fund, nor see it', async () => {
    const fund = await fundWith(people, 500);
    const elsewhere = (await cast(database.db, { province: '38' })).financeOfficer;
    const move = { fundId: fund.id, projectId: newId(), on: today, amount: amount(300), key: newId() };
    await expect(planFor(elsewhere, move)).rejects.toThrow('no such move or book');
    await expect(transact(elsewhere, (tx) => planFor({ ...cx, tx }, move))).rejects.toThrow(
      'another province',
    );
    expect(await inProvince(elsewhere, (tx) => fundSummaries(tx, 2026))).toEqual([]);
  });
});
