import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ZERO_DONG, dong, expectOk, negateDong, newId, sumDong } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { netAppropriation } from './fund.ts';
import { fundFlows, fundSummaries } from './fund.store.server.ts';
import { post } from './post.server.ts';
import type { TransferRequest } from './posting.ts';
import { moves, projectStations, type Move } from './stations.ts';
import { fundWith, today } from './testing/money.ts';

let database: TestDatabase;
let people: Cast;
let cx: Context;

beforeAll(async () => {
  database = await testDatabase({ max: 20 });
  people = await cast(database.db);
  cx = people.financeOfficer;
});

const fundMoves = moves.filter((m) => m.book === 'fund');
const isOfProject = (m: Move) =>
  [m.from, m.to].some((s) => (projectStations as readonly string[]).includes(s));

/** A step of a walk: which move, which of a few projects, how much, and whether it is sent again. */
const step = fc.record({
  move: fc.constantFrom(...fundMoves),
  project: fc.nat(2),
  amount: fc.bigInt({ min: 1n, max: 700n }).map(dong),
  again: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function transferOf(
  { move, project, amount }: Step,
  bookId: string,
  projects: readonly string[],
): TransferRequest {
  const { kind, from, to } = move;
  return { bookId, kind, from, to, amount, ...(isOfProject(move) ? { projectId: projects[project]! } : {}) };
}

/** The same walk on paper: what should stand where. */
class Paper {
  readonly standing = new Map<string, bigint>();
  key({ move, project }: Step, station: string) {
    return isOfProject(move) && (projectStations as readonly string[]).includes(station)
      ? `${station} ${project}`
      : station;
  }
  allows(s: Step) {
    return s.move.from === 'outside' || this.at(this.key(s, s.move.from)) >= s.amount;
  }
  apply(s: Step) {
    const [from, to] = [this.key(s, s.move.from), this.key(s, s.move.to)];
    this.standing.set(from, this.at(from) - s.amount);
    this.standing.set(to, this.at(to) + s.amount);
  }
  at(key: string) {
    return this.standing.get(key) ?? 0n;
  }
  total(station: string) {
    return [...this.standing].reduce((sum, [key, n]) => (key.split(' ')[0] === station ? sum + n : sum), 0n);
  }
}

describe('random walks of moves', () => {
  it('neither lose nor create a đồng, and refuse exactly what is not there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const fund = await fundWith(people, 1000);
        const projects = [newId(), newId(), newId()];
        const paper = new Paper();
        paper.standing.set('outside', -1000n).set('appropriated', 1000n);
        for (const s of steps) {
          const request = { key: newId(), on: today, transfers: [transferOf(s, fund.id, projects)] };
          const answer = await post(cx, request);
          expect(answer.ok).toBe(paper.allows(s));
          if (!answer.ok) expect(answer.refusal.code).toBe('insufficient_funds');
          else paper.apply(s);
          if (s.again && answer.ok)
            expect(expectOk(await post(cx, request))).toEqual({ ...answer.value, replayed: true });
        }
        const summaries = await inProvince(cx, (tx) => fundSummaries(tx, 2026));
        const { balances } = summaries.find((x) => x.fund.id === fund.id)!;
        const flows = (await inProvince(cx, (tx) => fundFlows(tx, [fund.id]))).get(fund.id)!;
        for (const [station, amount] of Object.entries(balances)) expect(amount).toBe(paper.total(station));
        const standing = Object.entries(balances).reduce(
          (sum, [s, n]) => (s === 'outside' ? sum : sum + n),
          0n,
        );
        expect(standing).toBe(netAppropriation(balances));
        const crossing = flows.map((f) =>
          f.from === 'outside' ? f.amount : f.to === 'outside' ? negateDong(f.amount) : ZERO_DONG,
        );
        const through = sumDong(crossing);
        expect(through).toBe(netAppropriation(balances));
      }),
      { numRuns: 60 },
    );
  });
});

describe('sixteen callers at once', () => {
  it('with postings across books and projects in any order never wait in a circle', async () => {
    const funds = [
      await fundWith(people, 100_000),
      await fundWith(people, 100_000),
      await fundWith(people, 100_000),
    ];
    const projects = [newId(), newId(), newId(), newId()];
    const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
    let accepted = 0;
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        for (let i = 0; i < 25; i++) {
          const transfers = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, () =>
            transferOf(
              {
                move: pick(fundMoves),
                project: Math.floor(Math.random() * 4),
                amount: dong(1 + i),
                again: false,
              },
              pick(funds).id,
              projects,
            ),
          );
          // Outside `transact`, which would quietly try again: a deadlock would throw here.
          const answer = await post(cx, { key: newId(), on: today, transfers });
          if (answer.ok) accepted++;
          else expect(answer.refusal.code).toBe('insufficient_funds');
        }
      }),
    );
    expect(accepted).toBeGreaterThan(20);
    const summaries = await inProvince(cx, (tx) => fundSummaries(tx, 2026));
    for (const { balances } of summaries)
      expect(Object.values(balances).reduce((sum, n) => sum + n, 0n)).toBe(0n);
  });
});
