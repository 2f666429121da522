import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, newId, sumDong } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { cast, testDatabase } from '#testing';
import { pledgeCounterpart } from './counterpart.server.ts';
import type { Fund } from './fund.ts';
import { commitFor, planFor, releaseFor } from './move-project-money.server.ts';
import { fundWith, today } from './testing/money.ts';
import type { Transfer, TransferFilter } from './transfer.ts';
import { transfersOf, transferTotals } from './transfer.store.server.ts';

let cx: Context;
let fund: Fund;
let other: Fund;
const projects = [newId(), newId(), newId()];

beforeAll(async () => {
  const people = await cast((await testDatabase()).db);
  cx = people.financeOfficer;
  fund = await fundWith(people, 10_000);
  other = await fundWith(people, 500, 2025);
  for (const [i, projectId] of projects.entries()) {
    const of = (minute: number) => ({ ...cx, now: new Date(cx.now.getTime() + (i * 10 + minute) * 60_000) });
    const move = { fundId: fund.id, projectId, on: today, amount: dong(1000) };
    expectOk(await planFor(of(1), { ...move, key: newId() }));
    expectOk(await commitFor(of(2), { ...move, amount: dong(700), key: newId() }));
    expectOk(await releaseFor(of(3), { ...move, amount: dong(50), from: 'committed', key: newId() }));
    expectOk(await pledgeCounterpart(of(4), { ...move, key: newId() }));
  }
});

/** Every page of a list, one transfer at a time or more. */
async function allOf(filter: TransferFilter, size: number): Promise<Transfer[]> {
  const found: Transfer[] = [];
  let before: string | null = null;
  do {
    const page = await inProvince(cx, (tx) => transfersOf(tx, filter, { before, size }));
    found.push(...page.transfers);
    before = page.next;
  } while (before !== null);
  return found;
}

describe('the transfers behind a figure', () => {
  it.each([1, 2, 5, 100])('come whole, once each and newest first, in pages of %i', async (size) => {
    const found = await allOf({ fundId: fund.id }, size);
    expect(found).toHaveLength(13);
    expect(new Set(found.map((t) => t.id)).size).toBe(13);
    expect(found.map((t) => t.postedAt.getTime())).toEqual(
      found.map((t) => t.postedAt.getTime()).toSorted((a, b) => b - a),
    );
  });

  it.each([
    ['of a year', () => ({ year: 2025 }), ['appropriate']],
    ['of a project', () => ({ projectId: projects[1]! }), ['pledge', 'release', 'commit', 'plan']],
    [
      'of a station, both ways',
      () => ({ projectId: projects[1]!, station: 'committed' as const }),
      ['release', 'commit'],
    ],
    ['of a kind', () => ({ fundId: other.id, kind: 'plan' as const }), []],
    [
      'from one station to another',
      () => ({ fundId: fund.id, from: 'outside' as const, to: 'appropriated' as const }),
      ['appropriate'],
    ],
  ])('are those %s', async (_, filter, kinds) => {
    expect((await allOf(filter(), 50)).map((t) => t.kind)).toEqual(kinds);
  });

  it('name the decision, who posted it and the fund, also for the counterpart', async () => {
    const [appropriation] = await allOf({ fundId: fund.id, kind: 'appropriate' }, 5);
    expect(appropriation).toMatchObject({
      decision: { number: expect.stringContaining('/QĐ-UBND') as string, decidedOn: '2026-01-05' },
      postedBy: cx.actor.name,
      fundName: fund.name,
      fiscalYear: 2026,
    });
    const [pledge] = await allOf({ fundId: fund.id, kind: 'pledge' }, 5);
    expect(pledge).toMatchObject({ fundId: fund.id, bookId: fund.counterpartId });
  });

  it('add up to the figure', async () => {
    const totals = await inProvince(cx, (tx) =>
      transferTotals(tx, { fundId: fund.id, station: 'committed' }),
    );
    expect(totals).toEqual({ count: 6, amount: 2250n, arrived: 2100n, departed: 150n });
    const all = await allOf({ fundId: fund.id }, 50);
    const whole = await inProvince(cx, (tx) => transferTotals(tx, { fundId: fund.id }));
    expect(whole).toMatchObject({ count: 13, amount: sumDong(all.map((t) => t.amount)) });
  });

  it('of a fund that is not there are none', async () => {
    expect(await allOf({ fundId: newId() }, 5)).toEqual([]);
  });
});
