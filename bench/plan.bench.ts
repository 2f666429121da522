import {
  faultsOf,
  proposePlan,
  simpleRanking,
  thisYearOf,
  worthOf,
  type PlanLine,
  type PlanProblem,
} from '#appraisal';
import { startSolver } from '#app/plans/solver.ts';
import { sumDong } from '#kernel';
import { madeUpProblem } from '../tests/support/plan-problem.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';

const SEEDS = [1, 2, 3, 4, 5];
const CANDIDATES = 500;
const GOAL_SECONDS = 2;
const GOAL_PERCENT = 1;
/** The gap the application asks for; what is left of two seconds is for the ranking and the sums. */
const LIMITS = { seconds: 1.5, gap: 0.009 };
const asked = { lines: [], out: [] };

interface Seen {
  readonly seconds: number;
  readonly gapPercent: number;
  readonly gainPercent: number;
  readonly usedPercent: number;
  readonly rankingUsedPercent: number;
  /** The longest this process answered nobody else, in ms. */
  readonly pause: number;
}

/**
 * Four funds, six targets, and a ceiling on what is promised of each of two following years: twelve constraints, beside
 * one a candidate and one an establishment. One candidate in four needs money of following years.
 */
async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const seen: Seen[] = [];
  for (const seed of SEEDS) {
    const one = await propose(seed);
    tools.note(
      `seed ${seed}: ${one.seconds.toFixed(2)} s, gap ${one.gapPercent} %, ${one.gainPercent.toFixed(2)} % above the simple ranking`,
    );
    seen.push(one);
  }
  const median = (of: (one: Seen) => number) =>
    seen.map(of).toSorted((a, b) => a - b)[Math.floor(seen.length / 2)]!;
  const worst = (of: (one: Seen) => number) => Math.max(...seen.map(of));
  return [
    told(
      'propose, median',
      median((s) => s.seconds),
      's',
    ),
    {
      ...told(
        'propose, slowest',
        worst((s) => s.seconds),
        's',
      ),
      goal: `within ${GOAL_SECONDS} s`,
      met: worst((s) => s.seconds) <= GOAL_SECONDS,
    },
    {
      ...told(
        'gap to the proven optimum, widest',
        worst((s) => s.gapPercent),
        '%',
      ),
      goal: `within ${GOAL_PERCENT} %`,
      met: worst((s) => s.gapPercent) <= GOAL_PERCENT,
    },
    told(
      'value gained over the simple ranking, median',
      median((s) => s.gainPercent),
      '%',
    ),
    told('value gained over the simple ranking, least', Math.min(...seen.map((s) => s.gainPercent)), '%'),
    told(
      'money used, median',
      median((s) => s.usedPercent),
      '%',
    ),
    told(
      'money the simple ranking used, median',
      median((s) => s.rankingUsedPercent),
      '%',
    ),
    told(
      'longest pause of the process meanwhile',
      worst((s) => s.pause),
      'ms',
    ),
  ];
}

async function propose(seed: number): Promise<Seen> {
  const problem = madeUpProblem({ seed, candidates: CANDIDATES, funds: 4, targets: 6, splitEvery: 4 });
  const solver = startSolver();
  try {
    let [pause, ticked] = [0, performance.now()];
    const ticking = setInterval(() => {
      pause = Math.max(pause, performance.now() - ticked - 5);
      ticked = performance.now();
    }, 5);
    const began = performance.now();
    let seconds = 0;
    // What one more billion buys is asked afterwards, fund by fund.
    const step = (done: number) => void (done === 1 && (seconds = (performance.now() - began) / 1000));
    const proposed = await proposePlan(problem, asked, solver.solve, {
      ...LIMITS,
      step,
    });
    clearInterval(ticking);
    if (proposed.kind === 'conflict') throw new Error('a plan was there to be found');
    const { lines, worth, gap } = proposed.proposal;
    if (faultsOf(problem, { lines }).length > 0) throw new Error('the proposal breaks a constraint');
    if (worth.money !== thisYears(problem, lines)) throw new Error('the sums differ');
    const free = sumDong(problem.funds.map((fund) => fund.free));
    const ranking = simpleRanking(problem, asked);
    const before = ranking && worthOf(problem, ranking);
    const part = (a: bigint, b: bigint) => Number((a * 100_000n) / b) / 1000;
    return {
      seconds,
      gapPercent: gap === null ? 100 : gap / 100,
      gainPercent: before ? part(worth.value - before.value, before.value) : 100,
      usedPercent: part(worth.money, free),
      rankingUsedPercent: before ? part(before.money, free) : 0,
      pause,
    };
  } finally {
    await solver.stop();
  }
}

/** Each line's own part of the year, added up anew. */
function thisYears({ candidates }: PlanProblem, lines: readonly PlanLine[]) {
  const known = new Map(candidates.map((one) => [one.id, one]));
  return sumDong(lines.map(({ projectId, support }) => thisYearOf(known.get(projectId)!, support)));
}

const told = (metric: string, value: number, unit: string): Measure => ({
  metric,
  value: Math.round(value * 1000) / 1000,
  unit,
});

export default bench({
  about: `the best plan among ${CANDIDATES} candidates for 4 funds under 12 constraints, the promises of two following years among them, solved in a thread of its own, sums computed anew in whole đồng; against the simple ranking`,
  run,
});
