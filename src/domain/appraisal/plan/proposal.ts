import { BILLION, type Dong } from '#kernel';
import { byId, type PlanChoice, type PlanFund, type PlanLine, type PlanProblem } from './plan.ts';
import { faultsOf, type PlanFault } from './plan-faults.ts';
import { columnsOf, linesOf, planModel, tightened, type PlanModel } from './plan-model.ts';
import { valueOfLines } from './plan-score.ts';
import type { Solver } from './plan-solver.ts';
import { reasonsOf, type PlanReason } from './plan-reasons.ts';
import { moneyOf } from './plan-years.ts';
import { filledUp, inOrder, simpleRanking } from './simple-ranking.ts';

/** What a choice brings: its value in thousandths of đồng weighed by the scores, and its money. */
export interface Worth {
  readonly value: bigint;
  readonly money: Dong;
  readonly projects: number;
}

export interface MoreMoney {
  readonly fundId: string;
  readonly worth: Worth;
  /** Who comes in, and who leaves for it. */
  readonly enters: readonly string[];
  readonly leaves: readonly string[];
}

export interface Proposal {
  readonly lines: readonly PlanLine[];
  readonly worth: Worth;
  /** No plan is worth more; null where the solver proved nothing. */
  readonly bound: bigint | null;
  /** How far the proposal may be from the best, in hundredths of a percent of its value, rounded up. */
  readonly gap: number | null;
  readonly timeIsUp: boolean;
  /** The simple ranking under the same constraints; null where it finds no plan that keeps to them. */
  readonly ranking: Worth | null;
  readonly reasons: Readonly<Record<string, PlanReason>>;
  /** What one more billion in each fund would buy. */
  readonly more: readonly MoreMoney[];
}

/** Either a proposal, or the constraints that cannot hold together, each with what is lacking. */
export type Proposed =
  | { readonly kind: 'proposal'; readonly proposal: Proposal }
  | { readonly kind: 'conflict'; readonly faults: readonly PlanFault[] };

export interface ProposingLimits {
  readonly seconds: number;
  readonly gap: number;
  /** Steps done, of how many: for whoever waits. */
  readonly step?: (done: number, of: number) => Promise<void> | void;
}

/** A đồng let through by rounding is taken back by this much room in the bounds, in millions. */
const MARGIN = 0.0001;

/**
 * The best plan a solver finds, never worse than the simple ranking and never against a constraint: its numbers only
 * name who is in; every sum is computed anew in whole đồng, and a choice with a fault is not proposed.
 */
export async function proposePlan(
  problem: PlanProblem,
  asked: PlanChoice,
  solve: Solver,
  { seconds, gap, step = () => {} }: ProposingLimits,
): Promise<Proposed> {
  const steps = 1 + problem.funds.length;
  await step(0, steps);
  const best = await bestOf(problem, asked, solve, { seconds, gap });
  if (!('lines' in best)) return { kind: 'conflict', faults: best.faults };
  const { ranking } = best;
  const more: MoreMoney[] = [];
  for (const [i, fund] of problem.funds.entries()) {
    await step(1 + i, steps);
    more.push(await withMore(problem, asked, fund, best.lines, solve, { seconds, gap }));
  }
  const lines = inOrder(problem, asked, best.lines);
  const worth = worthOf(problem, lines);
  return {
    kind: 'proposal',
    proposal: {
      lines,
      worth,
      bound: best.bound,
      gap: gapOf(worth.value, best.bound),
      timeIsUp: best.timeIsUp,
      ranking: ranking && worthOf(problem, ranking),
      reasons: reasonsOf(problem, asked, lines),
      more,
    },
  };
}

export const worthOf = (problem: PlanProblem, lines: readonly PlanLine[]): Worth => ({
  value: valueOfLines(problem, lines),
  money: moneyOf(byId(problem.candidates), lines),
  projects: lines.length,
});

type Best =
  | {
      readonly lines: readonly PlanLine[];
      readonly ranking: readonly PlanLine[] | null;
      readonly bound: bigint | null;
      readonly timeIsUp: boolean;
    }
  | { readonly faults: readonly PlanFault[] };

export async function bestOf(
  problem: PlanProblem,
  asked: PlanChoice,
  solve: Solver,
  limits: { readonly seconds: number; readonly gap: number },
): Promise<Best> {
  const ranking = simpleRanking(problem, asked);
  const model = planModel(problem, asked);
  const start = ranking ? columnsOf(model, ranking) : [];
  const answer = await solve({ model, start, ...limits, elastic: false });
  if (answer.status === 'infeasible') {
    if (ranking) return { lines: ranking, ranking, bound: null, timeIsUp: false };
    const least = await solve({ model, start: [], ...limits, elastic: true });
    return { faults: faultsOf(problem, { lines: linesOf(model, least.chosen) }, asked) };
  }
  const sound = (lines: readonly PlanLine[]) => faultsOf(problem, { lines }, asked).length === 0;
  let lines = linesOf(model, answer.chosen);
  if (!sound(lines)) lines = await again(model, solve, limits);
  const choices = [lines, ranking ?? []]
    .filter(sound)
    .map((one) => filledUp(problem, asked, one))
    .filter(sound);
  const [best] = choices.toSorted((a, b) => (valueOfLines(problem, a) > valueOfLines(problem, b) ? -1 : 1));
  if (!best) return { faults: faultsOf(problem, { lines: [] }, asked) };
  // The model's unit is a million of points; rounded up, so that the bound stays one.
  const bound = answer.bound === null ? null : BigInt(Math.ceil(answer.bound * 1000)) * 1_000_000n;
  return { lines: best, ranking, bound, timeIsUp: answer.status === 'time_is_up' };
}

async function again(model: PlanModel, solve: Solver, limits: { seconds: number; gap: number }) {
  const answer = await solve({ model: tightened(model, MARGIN), start: [], ...limits, elastic: false });
  return linesOf(model, answer.chosen);
}

async function withMore(
  problem: PlanProblem,
  asked: PlanChoice,
  fund: PlanFund,
  lines: readonly PlanLine[],
  solve: Solver,
  limits: { seconds: number; gap: number },
): Promise<MoreMoney> {
  const richer = { ...fund, free: (fund.free + BILLION) as Dong };
  const funds = problem.funds.map((one) => (one.id === fund.id ? richer : one));
  const there = { ...problem, funds };
  const found = await bestOf(there, asked, solve, limits);
  // What is proposed now fits with more money too: the billion never takes away.
  const grown = filledUp(there, asked, lines);
  const other =
    'lines' in found && valueOfLines(there, found.lines) > valueOfLines(there, grown) ? found.lines : grown;
  const [before, after] = [new Set(idsOf(lines)), new Set(idsOf(other))];
  const now = worthOf(problem, lines);
  const then = worthOf(there, other);
  return {
    fundId: fund.id,
    worth: {
      value: then.value - now.value,
      money: (then.money - now.money) as Dong,
      projects: then.projects - now.projects,
    },
    enters: [...after.difference(before)],
    leaves: [...before.difference(after)],
  };
}

const idsOf = (lines: readonly PlanLine[]) => lines.map(({ projectId }) => projectId);

/** In hundredths of a percent of the value, rounded up; nothing to gain where the bound is reached. */
export function gapOf(value: bigint, bound: bigint | null): number | null {
  if (bound === null) return null;
  if (bound <= value) return 0;
  if (value === 0n) return null;
  return Number(((bound - value) * 10_000n + value - 1n) / value);
}
