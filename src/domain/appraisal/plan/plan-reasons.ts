import type { Dong } from '#kernel';
import {
  byId,
  type Candidate,
  type PlanChoice,
  type PlanLine,
  type PlanProblem,
  type ShareTarget,
} from './plan.ts';
import { scoreOf } from './plan-score.ts';
import { addsUp } from './plan-years.ts';
import { PlanTally, unitsOf, type Unit } from './plan-tally.ts';

/** Why a candidate is in a proposal, or out of it. */
export type PlanReason =
  | { readonly code: 'kept' }
  | { readonly code: 'in_with_flagship'; readonly flagship: string; readonly score: number }
  | { readonly code: 'chosen'; readonly score: number }
  | { readonly code: 'left_out' }
  | { readonly code: 'not_appraised' }
  | { readonly code: 'norm_gives_nothing' }
  | { readonly code: 'flagship_is_not_ready'; readonly flagship: string }
  | { readonly code: 'establishment_is_in'; readonly number: string }
  /** Less value for a đồng than all that is in, and no fund has so much left. */
  | { readonly code: 'lower_value'; readonly score: number; readonly least: number; readonly left: Dong }
  /** As good as some that are in, but too large for what is left. */
  | { readonly code: 'does_not_fit'; readonly score: number; readonly left: Dong }
  /** Its parts of the years are more than it may have today. */
  | { readonly code: 'split_is_off' }
  /** More would be promised of a following year than the plan's ceiling. */
  | { readonly code: 'promise_is_full'; readonly year: number; readonly left: Dong }
  | { readonly code: 'share_is_reached'; readonly target: ShareTarget }
  | { readonly code: 'not_needed' };

/** One reason for every candidate, found by trying it against the proposal in exact đồng. */
export function reasonsOf(
  problem: PlanProblem,
  asked: PlanChoice,
  lines: readonly PlanLine[],
): Record<string, PlanReason> {
  const { candidates, terms, funds } = problem;
  const placed = new Map(lines.map((line) => [line.projectId, line]));
  const known = byId(candidates);
  const scores = new Map(candidates.map((candidate) => [candidate.id, scoreOf(candidate, terms).whole]));
  const units = new Map<string, Unit>();
  for (const unit of unitsOf(problem, asked, candidates))
    for (const { id } of unit.members) units.set(id, unit);
  const tally = new PlanTally(problem, lines);
  const left = funds.map(({ id }) => tally.left(id)).reduce((a, b) => (a > b ? a : b), 0n) as Dong;
  const free = lines.filter(({ kept }) => !kept).map(({ projectId }) => scores.get(projectId) ?? 0);
  const least = free.length === 0 ? 0 : Math.min(...free);

  const whyIn = (candidate: Candidate, line: PlanLine): PlanReason => {
    const score = scores.get(candidate.id)!;
    if (line.kept) return { code: 'kept' };
    const flagship = units.get(candidate.id)?.flagship;
    return flagship ? { code: 'in_with_flagship', flagship, score } : { code: 'chosen', score };
  };
  const whyOut = (candidate: Candidate): PlanReason => {
    if (asked.out.includes(candidate.id)) return { code: 'left_out' };
    if (!candidate.ready && !terms.ahead) return { code: 'not_appraised' };
    if (candidate.most <= 0n) return { code: 'norm_gives_nothing' };
    if (!addsUp(candidate, candidate.most)) return { code: 'split_is_off' };
    const unit = units.get(candidate.id);
    if (!unit) {
      const flagship = terms.flagships.find(({ projects }) => projects.includes(candidate.id));
      return { code: 'flagship_is_not_ready', flagship: flagship?.name ?? '' };
    }
    const obstacle = tally.obstacle(unit);
    if (obstacle?.by === 'establishment') {
      const holder = lines.find(({ projectId }) => known.get(projectId)?.taxCode === obstacle.taxCode);
      return { code: 'establishment_is_in', number: known.get(holder?.projectId ?? '')?.number ?? '' };
    }
    if (obstacle?.by === 'promise')
      return { code: 'promise_is_full', year: obstacle.year, left: positive(obstacle.left) };
    if (obstacle?.by === 'share')
      return { code: 'share_is_reached', target: terms.targets[obstacle.target]! };
    if (obstacle?.by === 'money') {
      const score = scores.get(candidate.id)!;
      return score < least
        ? { code: 'lower_value', score, least, left }
        : { code: 'does_not_fit', score, left };
    }
    return { code: 'not_needed' };
  };
  return Object.fromEntries(
    candidates.map((candidate) => {
      const line = placed.get(candidate.id);
      return [candidate.id, line ? whyIn(candidate, line) : whyOut(candidate)];
    }),
  );
}

const positive = (amount: Dong): Dong => (amount < 0n ? (0n as Dong) : amount);
