import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  faultsOf,
  promisesOf,
  proposePlan,
  simpleRanking,
  thisYearOf,
  valueOfLines,
  type PlanChoice,
  type PlanProblem,
  type Proposal,
} from '#appraisal';
import { dong, sumDong } from '#kernel';
import { madeUpProblem, randomOf } from '#testing';
import { SolverStopped, startSolver } from './solver.ts';

const solver = startSolver();
afterAll(() => solver.stop());

const limits = { seconds: 0.5, gap: 0.009 };
const nothing: PlanChoice = { lines: [], out: [] };
const propose = (problem: PlanProblem, asked = nothing) => proposePlan(problem, asked, solver.solve, limits);

async function proposalOf(problem: PlanProblem, asked = nothing): Promise<Proposal> {
  const proposed = await propose(problem, asked);
  if (proposed.kind === 'conflict') throw new Error(`conflict: ${JSON.stringify(proposed.faults, text)}`);
  return proposed.proposal;
}

const text = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** A few candidates kept in a fund with room for them, a few left out. */
function someKept({ candidates, funds }: PlanProblem, seed: number): PlanChoice {
  const random = randomOf(seed);
  const kept = candidates[random(candidates.length)]!;
  const out = candidates.filter(
    ({ id, taxCode }) => id !== kept.id && taxCode !== kept.taxCode && random(8) === 0,
  );
  const fund = funds.find(({ free }) => free >= kept.most);
  const lines = fund
    ? [{ projectId: kept.id, fundId: fund.id, support: dong(kept.most / 2n), kept: true }]
    : [];
  return { lines, out: out.map(({ id }) => id) };
}

describe('a proposal', () => {
  it('never breaks a constraint in exact đồng, is never worth less than the simple ranking, and gives each a reason', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.integer(),
          candidates: fc.integer({ min: 1, max: 24 }),
          funds: fc.integer({ min: 1, max: 3 }),
          targets: fc.integer({ min: 0, max: 5 }),
          flagships: fc.integer({ min: 0, max: 2 }),
          splitEvery: fc.integer({ min: 0, max: 3 }),
        }),
        async (size) => {
          const problem = madeUpProblem(size);
          const asked = size.seed % 2 === 0 ? nothing : someKept(problem, size.seed);
          const proposed = await propose(problem, asked);
          const ranking = simpleRanking(problem, asked);
          if (proposed.kind === 'conflict') {
            expect(ranking).toBeNull();
            expect(proposed.faults.length).toBeGreaterThan(0);
            return;
          }
          const { lines, worth, bound, reasons, more } = proposed.proposal;
          expect(faultsOf(problem, { lines }, asked)).toEqual([]);
          expect(worth.value).toBe(valueOfLines(problem, lines));
          const known = new Map(problem.candidates.map((one) => [one.id, one]));
          expect(worth.money).toBe(
            sumDong(lines.map(({ projectId, support }) => thisYearOf(known.get(projectId)!, support))),
          );
          for (const { left } of promisesOf(problem, lines)) expect(left === null || left >= 0n).toBe(true);
          if (ranking) expect(worth.value >= valueOfLines(problem, ranking)).toBe(true);
          // Whole points of rounding apart, nothing is worth more than what is proven.
          if (bound !== null) expect(worth.value <= bound + 1_000_000n).toBe(true);
          for (const { id } of problem.candidates) {
            const isIn = lines.some(({ projectId }) => projectId === id);
            expect(['kept', 'chosen', 'in_with_flagship'].includes(reasons[id]!.code)).toBe(isIn);
            expect(reasons[id]!.code).not.toBe('not_needed');
          }
          for (const { worth: gain } of more) expect(gain.value >= 0n).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is the best there is: as good as trying every choice of twelve', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const problem = madeUpProblem({ seed, candidates: 12, funds: 1, targets: 2, splitEvery: 2 });
      const { worth } = await proposalOf(problem);
      let best = 0n;
      for (let choice = 0; choice < 2 ** 12; choice++) {
        const lines = problem.candidates
          .filter((_, i) => (choice >> i) & 1)
          .map(({ id, most }) => ({ projectId: id, fundId: 'fund-0', support: most, kept: false }));
        const value = valueOfLines(problem, lines);
        if (value > best && faultsOf(problem, { lines }).length === 0) best = value;
      }
      expect(Number(worth.value), `seed ${seed}`).toBeGreaterThanOrEqual(Number(best) * (1 - limits.gap));
    }
  });

  it('says which constraints conflict, and by how much', async () => {
    const problem = madeUpProblem({ seed: 3, candidates: 10, funds: 2, targets: 0 });
    const [fund] = problem.funds;
    const lines = problem.candidates
      .filter((c, i, all) => all.findIndex(({ taxCode }) => taxCode === c.taxCode) === i)
      .map(({ id, most }) => ({ projectId: id, fundId: fund!.id, support: most, kept: true }));
    const wanted = sumDong(lines.map(({ support }) => support));
    const proposed = await propose(problem, { lines, out: [] });
    expect(proposed.kind).toBe('conflict');
    if (proposed.kind !== 'conflict') return;
    const [fault] = proposed.faults;
    expect(['plan_fund_is_overdrawn', 'plan_kept_is_missing']).toContain(fault?.code);
    if (fault?.code === 'plan_fund_is_overdrawn') expect(fault.over).toBe(wanted - fund!.free);
  });

  it('is stopped in the middle of a solve', async () => {
    const hard = startSolver();
    const problem = madeUpProblem({ seed: 9, candidates: 300, funds: 4, targets: 8 });
    const running = proposePlan(problem, nothing, hard.solve, { seconds: 60, gap: 0 });
    setTimeout(() => void hard.stop(), 300);
    await expect(running).rejects.toBeInstanceOf(SolverStopped);
  });
});
