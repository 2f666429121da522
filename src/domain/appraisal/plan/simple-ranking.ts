import { byId, isAbout, type PlanChoice, type PlanLine, type PlanProblem } from './plan.ts';
import { faultsOf } from './plan-faults.ts';
import { ranked } from './plan-score.ts';
import { PlanTally, unitsOf, type Unit } from './plan-tally.ts';

/** More rounds than any mix of targets has needed; each places at least one more unit. */
const MOST_ROUNDS = 50;

/**
 * The plan an officer makes by hand: down the ranking, each that still fits, until nothing fits; then the lowest
 * dropped until every target holds. Null where that leads to no plan that keeps to all constraints.
 */
export function simpleRanking(problem: PlanProblem, asked: PlanChoice): readonly PlanLine[] | null {
  const kept = asked.lines.filter((line) => line.kept);
  const tally = new PlanTally(problem, kept);
  const units = unitsOf(problem, asked, ranked(problem.candidates, problem.terms));
  // A flagship of which one is kept comes in whole.
  for (const unit of units)
    if (unit.members.some(({ id }) => tally.has(id)) && !isIn(tally, unit)) tally.add(unit, 'most');
  fill(tally, units, 'most');
  const droppable = units.filter(
    (unit) => !unit.members.some(({ id }) => kept.some((k) => k.projectId === id)),
  );
  for (let missed = tally.missed(); missed.length > 0; missed = tally.missed()) {
    const { topic, bound } = problem.terms.targets[missed[0]!]!;
    const lowest = droppable.findLast(
      (unit) =>
        isIn(tally, unit) &&
        (bound === 'least'
          ? !unit.members.every((member) => isAbout(topic, member))
          : unit.members.some((member) => isAbout(topic, member))),
    );
    if (!lowest) return null;
    tally.drop(lowest);
  }
  return faultsOf(problem, tally, asked).length === 0 ? tally.lines : null;
}

/** Adds whatever still fits under every constraint, by the value of a đồng: a proposal within a gap may leave room. */
export function filledUp(
  problem: PlanProblem,
  asked: PlanChoice,
  lines: readonly PlanLine[],
): readonly PlanLine[] {
  const tally = new PlanTally(problem, lines);
  fill(tally, unitsOf(problem, asked, ranked(problem.candidates, problem.terms)), 'all');
  return tally.lines;
}

function fill(tally: PlanTally, units: readonly Unit[], shares: 'most' | 'all'): void {
  for (let round = 0, more = true; more && round < MOST_ROUNDS; round++) {
    more = false;
    for (const unit of units) if (!isIn(tally, unit) && tally.add(unit, shares) === null) more = true;
  }
}

const isIn = (tally: PlanTally, unit: Unit) => unit.members.every(({ id }) => tally.has(id));

/** Lines in the order of the ranking, those kept first in the order they had. */
export function inOrder(problem: PlanProblem, asked: PlanChoice, lines: readonly PlanLine[]): PlanLine[] {
  const known = byId(problem.candidates);
  const place = new Map(ranked(problem.candidates, problem.terms).map(({ id }, i) => [id, i]));
  const before = new Map(
    asked.lines.filter(({ kept }) => kept).map(({ projectId }, i) => [projectId, i - 1e6]),
  );
  return lines
    .filter(({ projectId }) => known.has(projectId))
    .toSorted(
      (a, b) =>
        (before.get(a.projectId) ?? place.get(a.projectId)!) -
        (before.get(b.projectId) ?? place.get(b.projectId)!),
    );
}
