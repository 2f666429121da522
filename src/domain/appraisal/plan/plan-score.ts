import { comparePriorityOrders } from '#law';
import type { Dong } from '#kernel';
import type { Candidate, PlanLine, PlanProblem, PlanTerms } from './plan.ts';
import { byId } from './plan.ts';
import { thisYearOf } from './plan-years.ts';

/** Full mark of each part of the score. */
const FULL = 1000;

/** How far on its way each state is, in thousandths: what is appraised can be decided today. */
const READINESS: Readonly<Partial<Record<Candidate['state'], number>>> = {
  submitted: 250,
  supplement_requested: 150,
  screened: 500,
  appraisal_prepared: 750,
  appraised: 850,
  registered: 900,
};

/** The parts of a candidate's score, each 0 to 1000, and the whole by the plan's weights, at least 1. */
export interface Score {
  readonly priority: number;
  readonly readiness: number;
  readonly counterpart: number;
  readonly jobs: number;
  readonly whole: number;
}

export function scoreOf(candidate: Candidate, terms: PlanTerms): Score {
  const parts = {
    priority: priorityMark(candidate),
    readiness: candidate.ready ? FULL : (READINESS[candidate.state] ?? 0),
    counterpart: ratioMark(candidate.counterpart, candidate.most * BigInt(terms.counterpartFull)),
    jobs: ratioMark(BigInt(candidate.jobs) * 1_000_000_000n, candidate.most * BigInt(terms.jobsFull)),
  };
  const { weights } = terms;
  const sum = weights.priority + weights.readiness + weights.counterpart + weights.jobs;
  const weighed =
    parts.priority * weights.priority +
    parts.readiness * weights.readiness +
    parts.counterpart * weights.counterpart +
    parts.jobs * weights.jobs;
  return { ...parts, whole: sum === 0 ? 1 : Math.max(1, Math.floor(weighed / sum)) };
}

/** Each level weighs twice the one after it, as the law puts areas before sectors before owners. */
function priorityMark({ priority }: Candidate): number {
  let [reached, all] = [0, 0];
  for (const [i, { rank, of }] of priority.entries()) {
    const weight = 2 ** (priority.length - 1 - i);
    reached += of === 0 ? 0 : (weight * Math.max(0, of + 1 - rank) * FULL) / of;
    all += weight;
  }
  return all === 0 ? 0 : Math.floor(reached / all);
}

function ratioMark(has: bigint, full: bigint): number {
  if (full <= 0n) return has > 0n ? FULL : 0;
  const mark = (has * BigInt(FULL)) / full;
  return mark > BigInt(FULL) ? FULL : mark < 0n ? 0 : Number(mark);
}

/**
 * What a line is worth: each đồng it takes of the plan's year counts with the project's score, so the value for a đồng
 * is the score; what is promised of following years neither adds nor takes. In thousandths of đồng, exactly.
 */
export function valueOf(candidate: Candidate, support: Dong, terms: PlanTerms): bigint {
  return thisYearOf(candidate, support) * BigInt(scoreOf(candidate, terms).whole);
}

export function valueOfLines({ candidates, terms }: PlanProblem, lines: readonly PlanLine[]): bigint {
  const known = byId(candidates);
  return lines.reduce((sum, { projectId, support }) => {
    const candidate = known.get(projectId);
    return candidate ? sum + valueOf(candidate, support, terms) : sum;
  }, 0n);
}

/** The simple ranking: the law's order of priority, then the score, then who asked first. */
export function ranked(candidates: readonly Candidate[], terms: PlanTerms): Candidate[] {
  const scores = new Map(candidates.map((c) => [c.id, scoreOf(c, terms).whole]));
  return candidates.toSorted(
    (a, b) =>
      comparePriorityOrders(keyOf(a), keyOf(b)) ||
      scores.get(b.id)! - scores.get(a.id)! ||
      (a.number < b.number ? -1 : 1),
  );
}

const keyOf = ({ priority }: Candidate) => ({ key: priority.map(({ rank }) => rank) });
