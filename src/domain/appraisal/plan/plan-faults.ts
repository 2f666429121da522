import { subtractDong, ZERO_DONG, type Dong } from '#kernel';
import { byId, isAbout, type PlanChoice, type PlanProblem, type ShareTarget } from './plan.ts';
import { addsUp, moneyOf, promisesOf } from './plan-years.ts';

/** What a choice does that it may not, in exact đồng. */
export type PlanFault =
  | { readonly code: 'plan_candidate_is_gone'; readonly projectId: string }
  | { readonly code: 'plan_candidate_is_twice'; readonly projectId: string }
  | { readonly code: 'plan_fund_is_gone'; readonly fundId: string; readonly projectId: string }
  | { readonly code: 'plan_support_is_too_much'; readonly projectId: string; readonly over: Dong }
  /** Its parts of the years are not its support any more. */
  | { readonly code: 'plan_split_is_off'; readonly projectId: string }
  | { readonly code: 'plan_promise_is_too_much'; readonly year: number; readonly over: Dong }
  | { readonly code: 'plan_commitment_has_no_fund'; readonly number: string }
  | { readonly code: 'plan_fund_is_overdrawn'; readonly fundId: string; readonly over: Dong }
  | {
      readonly code: 'plan_establishment_is_twice';
      readonly taxCode: string;
      readonly projects: readonly string[];
    }
  | { readonly code: 'plan_flagship_is_parted'; readonly name: string }
  | { readonly code: 'plan_flagship_is_none'; readonly name: string }
  | { readonly code: 'plan_share_is_missed'; readonly target: ShareTarget }
  | { readonly code: 'plan_kept_is_missing'; readonly projectId: string }
  | { readonly code: 'plan_out_is_placed'; readonly projectId: string };

/**
 * Every constraint a choice violates, with amounts as whole đồng. `asked` is the choice a proposal starts from:
 * what it keeps must be in, what it leaves out must be out.
 */
export function faultsOf(
  problem: PlanProblem,
  choice: Pick<PlanChoice, 'lines'>,
  asked?: PlanChoice,
): PlanFault[] {
  const { terms, funds } = problem;
  const known = byId(problem.candidates);
  const faults: PlanFault[] = [];
  const placed = new Set<string>();
  for (const { projectId, fundId, support } of choice.lines) {
    const candidate = known.get(projectId);
    if (!candidate) faults.push({ code: 'plan_candidate_is_gone', projectId });
    else if (support > candidate.most)
      faults.push({ code: 'plan_support_is_too_much', projectId, over: (support - candidate.most) as Dong });
    if (candidate && !addsUp(candidate, support)) faults.push({ code: 'plan_split_is_off', projectId });
    if (placed.has(projectId)) faults.push({ code: 'plan_candidate_is_twice', projectId });
    placed.add(projectId);
    if (!funds.some(({ id }) => id === fundId)) faults.push({ code: 'plan_fund_is_gone', fundId, projectId });
  }
  for (const { id, free } of funds) {
    const used = moneyOf(
      known,
      choice.lines.filter(({ fundId }) => fundId === id),
    );
    if (used > free) faults.push({ code: 'plan_fund_is_overdrawn', fundId: id, over: (used - free) as Dong });
  }
  for (const { year, here, left } of promisesOf(problem, choice.lines))
    if (here > 0n && left !== null && left < 0n)
      faults.push({ code: 'plan_promise_is_too_much', year, over: subtractDong(ZERO_DONG, left) });
  for (const { fundId, number } of problem.commitments)
    if (fundId === null) faults.push({ code: 'plan_commitment_has_no_fund', number });
  if (terms.onePerEstablishment) {
    const holders = Map.groupBy(placed, (id) => known.get(id)?.taxCode ?? id);
    for (const [taxCode, projects] of holders)
      if (projects.length > 1) faults.push({ code: 'plan_establishment_is_twice', taxCode, projects });
  }
  for (const flagship of terms.flagships) {
    const there = flagship.projects.filter((id) => placed.has(id)).length;
    if (there > 0 && there < flagship.projects.length)
      faults.push({ code: 'plan_flagship_is_parted', name: flagship.name });
    if (there > 0 && !isFlagship(problem, flagship.projects))
      faults.push({ code: 'plan_flagship_is_none', name: flagship.name });
  }
  for (const target of terms.targets)
    if (!meets(problem, choice, target)) faults.push({ code: 'plan_share_is_missed', target });
  for (const { projectId, kept } of asked?.lines ?? [])
    if (kept && !placed.has(projectId)) faults.push({ code: 'plan_kept_is_missing', projectId });
  for (const projectId of asked?.out ?? [])
    if (placed.has(projectId)) faults.push({ code: 'plan_out_is_placed', projectId });
  return faults;
}

/** Enough contents and enough establishments among them (data of the plan). */
export function isFlagship({ candidates, terms }: PlanProblem, projects: readonly string[]): boolean {
  const members = candidates.filter(({ id }) => projects.includes(id));
  const contents = new Set(members.map(({ content }) => content));
  const establishments = new Set(members.map(({ taxCode }) => taxCode));
  return contents.size >= terms.flagshipContents && establishments.size >= terms.flagshipEstablishments;
}

/** The money of a target's topic, and of all lines. */
export function shareOf(
  problem: Pick<PlanProblem, 'candidates'>,
  { lines }: Pick<PlanChoice, 'lines'>,
  { topic }: ShareTarget,
) {
  const known = byId(problem.candidates);
  const about = lines.filter(({ projectId }) => {
    const candidate = known.get(projectId);
    return candidate !== undefined && isAbout(topic, candidate);
  });
  return { about: moneyOf(known, about), all: moneyOf(known, lines) };
}

/** 10.000 parts of the topic's money against the target's parts of all: no rounding. An empty plan misses nothing. */
export function meets(
  problem: Pick<PlanProblem, 'candidates'>,
  choice: Pick<PlanChoice, 'lines'>,
  target: ShareTarget,
): boolean {
  const { about, all } = shareOf(problem, choice, target);
  const [is, should] = [about * 10_000n, all * BigInt(target.share)];
  return target.bound === 'least' ? is >= should : is <= should;
}
