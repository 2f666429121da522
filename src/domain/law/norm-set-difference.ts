import type { Dong } from '#kernel';
import { areas, levels, type Norm, type NormSet, type Rule } from './norm.ts';

export type NormChange = 'added' | 'removed' | 'higher' | 'lower' | 'mixed' | 'reworded';

export interface NormDifference {
  readonly content: string;
  readonly change: NormChange;
  readonly before: Norm | null;
  readonly after: Norm | null;
}

/** Row by row what a set changes against the one it follows; rows that stay as they are are left out. */
export function normSetDifference(before: NormSet | null, after: NormSet): readonly NormDifference[] {
  const codes = new Set([...(before?.norms.keys() ?? []), ...after.norms.keys()]);
  return [...codes].sort().flatMap((content): NormDifference[] => {
    const old = before?.norms.get(content) ?? null;
    const now = after.norms.get(content) ?? null;
    if (old === null) return [{ content, change: 'added', before: null, after: now }];
    if (now === null) return [{ content, change: 'removed', before: old, after: null }];
    const change = changeOf(old, now);
    return change === null ? [] : [{ content, change, before: old, after: now }];
  });
}

function changeOf(before: Norm, after: Norm): NormChange | null {
  const direction = before.rule.kind === after.rule.kind ? directionOf(before.rule, after.rule) : 'mixed';
  if (direction !== 'same') return direction;
  const told = (norm: Norm) =>
    JSON.stringify(
      [norm.rule, norm.unitOfCount, norm.areas, norm.costs, norm.limits, norm.citation, norm.note],
      (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );
  return told(before) === told(after) ? null : 'reworded';
}

type Direction = 'same' | 'higher' | 'lower' | 'mixed';

/** Every figure of two rules of one kind against each other; where the figures do not pair up, `mixed`. */
function directionOf(before: Rule, after: Rule): Direction {
  const old = figuresOf(before);
  const now = figuresOf(after);
  if (old.length !== now.length) return 'mixed';
  const rises = now.some((figure, i) => figure > old[i]!);
  const falls = now.some((figure, i) => figure < old[i]!);
  return rises && falls ? 'mixed' : rises ? 'higher' : falls ? 'lower' : 'same';
}

/** Nothing above: what is not capped is higher than any cap. */
const BOUNDLESS = (10n ** 30n) as Dong;

function figuresOf(rule: Rule): readonly bigint[] {
  switch (rule.kind) {
    case 'percent_with_cap':
    case 'percent_of':
      return areas.flatMap((area) => [rule.percent[area], rule.cap?.[area] ?? BOUNDLESS]);
    case 'up_to':
      return areas.map((area) => rule.cap[area]);
    case 'fixed':
      return areas.map((area) => rule.amount[area]);
    case 'actual_cost':
      return areas.map((area) => rule.percent[area]);
    case 'by_level':
      return [
        ...areas.map((area) => rule.percent[area]),
        ...levels.map((level) => rule.caps[level] ?? (0n as Dong)),
      ];
    case 'brackets':
      return rule.brackets.map(({ amount }) => amount);
    default:
      return [];
  }
}

/** Whether a local rule of the same kind has a rate, a cap or an amount above the national one's. */
export function hasHigherFigure(national: Rule, local: Rule): boolean {
  if (national.kind !== local.kind) return false;
  const theirs = figuresOf(national);
  const ours = figuresOf(local);
  const highest = theirs.reduce((most, one) => (one > most ? one : most), 0n);
  return theirs.length === ours.length
    ? ours.some((figure, i) => figure > theirs[i]!)
    : ours.some((figure) => figure > highest);
}
