import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, localDate, newId } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { cast, testDatabase, type Cast } from '#testing';
import { carryOver } from './carry-over.server.ts';
import { closeFund } from './close-fund.server.ts';
import { evidenceCounterpart, pledgeCounterpart } from './counterpart.server.ts';
import { decideBudget, type DecideBudget } from './decide-budget.server.ts';
import { listDecisions } from './decision.store.server.ts';
import type { Fund } from './fund.ts';
import { fundFlows, fundSummaries } from './fund.store.server.ts';
import { lapse } from './lapse.server.ts';
import { commitFor, planFor, recoverFor, settleFor, spendFor } from './move-project-money.server.ts';
import { projectMoney } from './read-project-money.server.ts';
import { withdrawDecision } from './reverse-posting.server.ts';
import { fundWith, today } from './testing/money.ts';
import { transfersOf } from './transfer.store.server.ts';

let people: Cast;
let cx: Context;

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
  cx = people.financeOfficer;
});

const summaryOf = async (fund: Fund) =>
  (await inProvince(cx, (tx) => fundSummaries(tx, fund.fiscalYear))).find((s) => s.fund.id === fund.id)!;

const decision = (fund: Fund, more: Partial<DecideBudget>): DecideBudget => ({
  fundId: fund.id,
  kind: 'supplement',
  number: '99/QĐ-UBND',
  decidedOn: today,
  amount: dong(100),
  key: newId(),
  ...more,
});

describe('budget decisions', () => {
  it('supplement and cut what is free, each number once', async () => {
    const fund = await fundWith(people, 500);
    expectOk(await decideBudget(cx, decision(fund, { amount: dong(200) })));
    expect(await decideBudget(cx, decision(fund, { number: ' 99/qđ-ubnd ' }))).toMatchObject({
      refusal: { code: 'decision_number_is_taken', field: 'number' },
    });
    expectOk(
      await decideBudget(cx, decision(fund, { kind: 'cut', number: '100/QĐ-UBND', amount: dong(50) })),
    );
    expect(
      await decideBudget(cx, decision(fund, { kind: 'cut', number: '101/QĐ-UBND', amount: dong(651) })),
    ).toMatchObject({ refusal: { code: 'insufficient_funds', params: { available: 650n, asked: 651n } } });
    expect((await summaryOf(fund)).balances).toMatchObject({ outside: -650n, appropriated: 650n });
  });

  it('are recorded once however often the form is sent', async () => {
    const fund = await fundWith(people, 500);
    const sent = decision(fund, { amount: dong(200) });
    const answers = await Promise.all([
      decideBudget(cx, sent),
      decideBudget(cx, sent),
      decideBudget(cx, sent),
    ]);
    expect(new Set(answers.map((answer) => expectOk(answer).decisionId)).size).toBe(1);
    expect((await summaryOf(fund)).balances.appropriated).toBe(700n);
  });

  it('of one number that race are recorded once', async () => {
    const fund = await fundWith(people, 500);
    const race = [1, 2].map(() => decideBudget(cx, decision(fund, {})));
    const answers = await Promise.all(race);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({
      refusal: { code: 'decision_number_is_taken' },
    });
  });

  it.each([
    ['a number left out', { number: '  ' }, 'decision_number_is_missing'],
    ['a date to come', { decidedOn: localDate('2026-11-24') }, 'decision_is_in_the_future'],
    ['an unknown fund', { fundId: newId() }, 'fund_not_found'],
    ['no money', { amount: dong(0) }, 'amount_must_be_positive'],
  ])('refuse %s', async (_, more, code) => {
    const fund = await fundWith(people);
    expect(await decideBudget(cx, decision(fund, more))).toMatchObject({ refusal: { code } });
  });

  it('are not for everyone', async () => {
    const fund = await fundWith(people);
    for (const someone of [people.owner, people.auditor, people.centreOfficer, people.communeOfficer])
      expect(await decideBudget(someone, decision(fund, {}))).toMatchObject({
        refusal: { code: 'not_permitted' },
      });
  });

  it('entered wrongly are withdrawn, and the number is free again', async () => {
    const fund = await fundWith(people, 500);
    expectOk(await decideBudget(cx, decision(fund, { amount: dong(2000) })));
    const wrong = (
      await inProvince(cx, (tx) => transfersOf(tx, { fundId: fund.id, kind: 'supplement' }, { size: 1 }))
    ).transfers[0]!;
    const withdrawal = { postingId: wrong.postingId, on: today, reason: 'Nhập thừa một số 0', key: newId() };
    expect(await withdrawDecision(cx, { ...withdrawal, reason: ' ' })).toMatchObject({
      refusal: { code: 'reason_is_missing' },
    });
    expectOk(await withdrawDecision(cx, withdrawal));
    expect(await withdrawDecision(cx, { ...withdrawal, key: newId() })).toMatchObject({
      refusal: { code: 'transfer_already_reversed' },
    });
    const later = { ...cx, now: new Date(cx.now.getTime() + 60_000) };
    expectOk(await decideBudget(later, decision(fund, { amount: dong(200) })));
    const summary = await summaryOf(fund);
    expect(summary.balances).toMatchObject({ outside: -700n, appropriated: 700n });
    const flows = await inProvince(cx, (tx) => fundFlows(tx, [fund.id]));
    expect(flows.get(fund.id)).toEqual([
      { kind: 'appropriate', from: 'outside', to: 'appropriated', amount: 500n },
      { kind: 'supplement', from: 'outside', to: 'appropriated', amount: 200n },
    ]);
    const decisions = await inProvince(cx, (tx) => listDecisions(tx, [fund.id]));
    expect(decisions.map((d) => [d.number, d.amount, d.withdrawn]).slice(1)).toEqual([
      ['99/QĐ-UBND', 2000n, true],
      ['99/QĐ-UBND', 200n, false],
    ]);
  });
});

describe('the counterpart', () => {
  it('stands beside the fund and never in it; evidence beyond the pledge counts', async () => {
    const fund = await fundWith(people, 500);
    const projectId = newId();
    const own = { fundId: fund.id, projectId, on: today };
    expectOk(await pledgeCounterpart(cx, { ...own, amount: dong(800), key: newId() }));
    const first = { ...own, amount: dong(700), key: newId() };
    expectOk(await evidenceCounterpart(cx, first));
    expectOk(await evidenceCounterpart(cx, { ...own, amount: dong(250), key: newId() }));
    expect(expectOk(await evidenceCounterpart(cx, first)).replayed).toBe(true);
    const money = await inProvince(cx, (tx) => projectMoney(tx, projectId));
    expect(money[0]!.counterpart).toEqual({ pledged: 0n, evidenced: 950n });
    const summary = await summaryOf(fund);
    expect(summary.balances.appropriated).toBe(500n);
    expect(summary.counterpart).toEqual({ outside: -950n, pledged: 0n, evidenced: 950n });
  });
});

describe('year end', () => {
  it('carries a contract into the next year where it stands, lapses the rest, and closes the book', async () => {
    const old = await fundWith(people, 1000, 2025);
    const next = await fundWith(people, 0, 2026);
    const [done, underWay] = [newId(), newId()];
    const last = localDate('2025-12-20');
    const of = (projectId: string) => ({ fundId: old.id, projectId, on: last });
    expectOk(await planFor(cx, { ...of(done), amount: dong(300), key: newId() }));
    expectOk(await commitFor(cx, { ...of(done), amount: dong(300), key: newId() }));
    expectOk(await spendFor(cx, { ...of(done), amount: dong(280), key: newId() }));
    expectOk(
      await settleFor(cx, {
        ...of(done),
        amount: dong(270),
        release: dong(20),
        recover: dong(10),
        key: newId(),
      }),
    );
    expectOk(await planFor(cx, { ...of(underWay), amount: dong(400), key: newId() }));
    expectOk(await commitFor(cx, { ...of(underWay), amount: dong(400), key: newId() }));

    const carry = {
      fromFundId: old.id,
      toFundId: next.id,
      number: '12/QĐ-STC',
      decidedOn: localDate('2026-01-20'),
      items: [{ station: 'committed', projectId: underWay, amount: dong(400) }] as const,
      key: newId(),
    };
    expect(await carryOver(cx, { ...carry, toFundId: old.id })).toMatchObject({
      refusal: { code: 'carries_into_another_year' },
    });
    const posted = expectOk(await carryOver(cx, carry));
    expect(expectOk(await carryOver(cx, carry))).toEqual({ ...posted, replayed: true });

    expect(await closeFund(cx, { fundId: old.id })).toMatchObject({
      refusal: { code: 'money_is_still_under_way', params: { station: 'appropriated', amount: 320n } },
    });
    const lapsing = { fundId: old.id, decidedOn: localDate('2026-02-01') };
    expectOk(await lapse(cx, { ...lapsing, number: '15/QĐ-STC', amount: dong(320), key: newId() }));
    expectOk(
      await lapse(cx, { ...lapsing, number: '16/QĐ-STC', projectId: done, amount: dong(10), key: newId() }),
    );
    expectOk(await closeFund(cx, { fundId: old.id }));
    expect(await closeFund(cx, { fundId: old.id })).toMatchObject({ refusal: { code: 'fund_is_closed' } });

    expect((await summaryOf(old)).balances).toMatchObject({
      settled: 270n,
      lapsed: 330n,
      carried_over: 400n,
    });
    expect((await summaryOf(next)).balances).toMatchObject({ outside: -400n, committed: 400n });
    expect((await summaryOf(old)).fund.closedOn).toBe('2026-11-23');
    const [out, into] = (await inProvince(cx, (tx) => listDecisions(tx, [old.id, next.id]))).filter((d) =>
      d.kind.startsWith('carry'),
    );
    expect([out!.carriedWith, into!.carriedWith]).toEqual([into!.id, out!.id]);
    expect(
      await recoverFor(cx, { ...of(done), from: 'settled', amount: dong(1), key: newId() }),
    ).toMatchObject({ refusal: { code: 'fund_is_closed' } });
  });

  it('does not close a book that someone is just posting into', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const fund = await fundWith(people);
      const appropriate = decision(fund, { kind: 'appropriate' });
      const answers = await Promise.all([closeFund(cx, { fundId: fund.id }), decideBudget(cx, appropriate)]);
      expect(
        answers.filter((answer) => answer.ok),
        `seed ${seed}`,
      ).toHaveLength(1);
    }
  });
});
