import { dong, MILLION, percentOf, type Dong, type Rate } from '#kernel';
import { evaluate } from './evaluate.ts';
import {
  areas,
  isComputed,
  levels,
  type Area,
  type ComputedRule,
  type Level,
  type NormSet,
  type UnitFacts,
} from './norm.ts';
import { hasHigherFigure } from './norm-set-difference.ts';

/** A cost at which a local set would pay more than the national one. */
interface HigherAt {
  readonly cost: Dong;
  readonly area: Area;
  readonly technologyLine: boolean;
  readonly level: Level | null;
  readonly local: Dong;
  readonly national: Dong;
}

export interface AboveNational {
  readonly content: string;
  /** Null: a figure is higher, but nothing is paid above the national level at any cost tried. */
  readonly at: HigherAt | null;
}

/**
 * The rows of a local set that stand above the national ones in force: rules of one kind by their figures, and all
 * by what they would pay. Both are asked at every cost where either changes its course (where a share meets its
 * cap, where a bracket begins or ends) and one đồng beside it, in every area and level, with and without a
 * technology line. Between two such costs both run straight, so no higher cost is passed over.
 */
export function aboveNational(local: NormSet, national: NormSet): readonly AboveNational[] {
  return [...local.norms.keys()].flatMap((content): AboveNational[] => {
    const ours = ruleOf(local, content);
    const theirs = ruleOf(national, content);
    if (ours === undefined || theirs === undefined || !areComparable(ours, theirs)) return [];
    const rules = [ours, theirs];
    const above = (costs: readonly Dong[]) => highestAbove(content, [local, national], rules, costs);
    // What is higher only beyond all caps is, where neither has one, higher at any large cost.
    const at = above(turningCosts(rules)) ?? above([MOST]);
    return at !== null || hasHigherFigure(theirs, ours) ? [{ content, at }] : [];
  });
}

/** The rule a content is computed by; undefined where its level is not known here. */
function ruleOf(set: NormSet, content: string): ComputedRule | undefined {
  const own = set.norms.get(content)?.rule;
  const rule = own?.kind === 'same_as' ? set.norms.get(own.content)?.rule : own;
  return rule !== undefined && isComputed(rule) ? rule : undefined;
}

/** A share of interest or of a year's budget is a question of another sum than the cost. */
function areComparable(ours: ComputedRule, theirs: ComputedRule): boolean {
  const base = (rule: ComputedRule) => (rule.kind === 'percent_of' ? rule.amount : 'cost');
  return base(ours) === base(theirs);
}

/** The example that shows most: the largest excess, at the first cost that has it. */
function highestAbove(
  content: string,
  [local, national]: readonly [NormSet, NormSet],
  rules: readonly ComputedRule[],
  costs: readonly Dong[],
): HigherAt | null {
  const lines = rules.some((rule) => rule.kind === 'percent_with_cap' && rule.line !== null)
    ? [false, true]
    : [false];
  const known = rules.some((rule) => rule.kind === 'by_level') ? [null, ...levels] : [null];
  let found: HigherAt | null = null;
  for (const cost of costs)
    for (const area of areas)
      for (const technologyLine of lines)
        for (const level of known) {
          const unit: UnitFacts = {
            ...{ eligibleCost: cost, totalInvestment: cost, technologyLine },
            ...(level === null ? {} : { level }),
          };
          const ours = amountOf(content, local, local, area, unit);
          const theirs = ours === null ? null : amountOf(content, national, local, area, unit);
          if (ours === null || theirs === null || ours <= theirs) continue;
          if (found === null || ours - theirs > found.local - found.national)
            found = { cost, area, technologyLine, level, local: ours, national: theirs };
        }
  return found;
}

/** Null: the set gives nothing there, or its level there is not known; then it is no ceiling. */
function amountOf(content: string, set: NormSet, local: NormSet, area: Area, unit: UnitFacts): Dong | null {
  const on = local.inForce.from;
  const asked = { content, fund: set.fund, province: local.province ?? '', area, units: [unit] };
  const answer = evaluate(asked, on, set);
  return answer.ok ? answer.value.amount : null;
}

const WHOLE = 10_000n;
const LEAST = MILLION;
/** As much as an evaluation takes. */
const MOST = dong(1_000_000_000_000_000n);

/**
 * Each once: the costs at which one of the rules turns, or at which a share of one passes a cap of the
 * other; and one đồng beside them.
 */
function turningCosts(rules: readonly ComputedRule[]): readonly Dong[] {
  const caps = rules.flatMap(capsOf);
  const percents = rules.flatMap(percentsOf);
  const edges = rules.flatMap((rule) =>
    rule.kind === 'brackets' ? rule.brackets.flatMap(({ from, below }) => [from, below ?? from]) : [],
  );
  const turns = [
    ...caps,
    ...edges,
    ...caps.flatMap((cap) => percents.map((percent) => reaches(cap, percent))),
  ];
  const largest = turns.reduce((most, one) => (one > most ? one : most), LEAST as bigint);
  const round = inOrder([LEAST, ...turns, largest * 2n]);
  // Beside the turns last: of two costs that show as much, the round one is the better example.
  return [...new Set([...round, ...inOrder(turns.flatMap((cost) => [cost - 1n, cost + 1n]))])];
}

const inOrder = (costs: readonly bigint[]) =>
  costs.filter((cost) => cost > 0n && cost <= MOST).sort((a, b) => (a < b ? -1 : 1)) as Dong[];

function capsOf(rule: ComputedRule): Dong[] {
  switch (rule.kind) {
    case 'percent_with_cap': {
      const caps = rule.cap === null ? [] : Object.values(rule.cap);
      const { line } = rule;
      return line === null ? caps : [...caps, ...caps.map((cap) => percentOf(cap, line.factor))];
    }
    case 'percent_of':
      return rule.cap === null ? [] : Object.values(rule.cap);
    case 'up_to':
      return Object.values(rule.cap);
    case 'fixed':
      return Object.values(rule.amount);
    case 'by_level':
      return Object.values(rule.caps);
    case 'brackets':
      return rule.brackets.map(({ amount }) => amount);
    case 'actual_cost':
      return [];
  }
}

const percentsOf = (rule: ComputedRule): Rate[] => ('percent' in rule ? Object.values(rule.percent) : []);

/** The cost whose share is the cap. */
function reaches(cap: Dong, percent: Rate): bigint {
  return percent === 0n ? cap : (cap * WHOLE + percent - 1n) / percent;
}
