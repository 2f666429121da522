import {
  minDong,
  multiplyRatio,
  ok,
  refuse,
  type Dong,
  type LocalDate,
  type Rate,
  type Result,
} from '#kernel';
import { countedCost } from './eligible-cost.ts';
import { remainingFor } from './earlier-support.ts';
import { step, type Step, type StepCode, type UnitEvaluation } from './explanation.ts';
import { levelOfUnit } from './level-of-unit.ts';
import type { Area, ComputedRule, Norm, NormSet, UnitFacts } from './norm.ts';

export interface UnitAnswer extends UnitEvaluation {
  readonly steps: readonly Step[];
}

/** What decides a unit beside its own facts. */
export interface Circumstances {
  readonly area: Area;
  readonly on: LocalDate;
  /** The budget year asked for. */
  readonly year: number;
  readonly norm: Norm;
  readonly rule: ComputedRule;
  readonly set: NormSet;
  /** Granted by the approving authority; null: not raised. */
  readonly factor: Rate | null;
}

/** Rates are basis points. */
const WHOLE = 10_000n;

/** What one unit of count may get, and why. */
export function evaluateUnit(facts: UnitFacts, unit: number, about: Circumstances): Result<UnitAnswer> {
  const { norm, rule, set, area } = about;
  const { cost, steps: counted } = countedCost(facts, unit, norm, set);
  if (cost === 0n && rule.kind !== 'fixed')
    return refuse('no_cost_counts', { content: norm.content }, `units.${unit}.costs`);
  const found = levelOfUnit(rule, { facts, unit, cost, area, norm, set });
  if (!found.ok) return found;
  const raised = raise(found.value, cost, unit, about);
  const left = remainingFor(facts, unit, norm, raised.cap, about);
  if (!left.ok) return left;
  const { most } = left.value;
  const amount = most === null ? raised.amount : minDong(raised.amount, most);
  const decided: StepCode =
    most !== null && most < raised.amount
      ? 'earlier_support_decides'
      : rule.kind === 'fixed'
        ? 'fixed_decides'
        : found.value.cap === null
          ? 'within_no_cap'
          : found.value.cap < found.value.share
            ? 'cap_decides'
            : 'cost_decides';
  return ok({
    amount,
    cap: raised.cap,
    steps: [
      ...counted,
      ...found.value.steps,
      ...raised.steps,
      ...left.value.steps,
      step(decided, { amount }, { unit }),
    ],
  });
}

/** The factor of the approving authority raises the level reached; it never pays more than the cost that counts. */
function raise(
  level: { readonly share: Dong; readonly cap: Dong | null },
  cost: Dong,
  unit: number,
  { set, factor, rule }: Circumstances,
): { readonly amount: Dong; readonly cap: Dong | null; readonly steps: readonly Step[] } {
  const amount = level.cap === null ? level.share : minDong(level.share, level.cap);
  if (factor === null || set.priorityFactor === null) return { amount, cap: level.cap, steps: [] };
  const most = multiplyRatio(amount, factor, WHOLE);
  const raised = rule.kind === 'fixed' ? most : minDong(most, cost);
  const cap = level.cap === null ? null : multiplyRatio(level.cap, factor, WHOLE);
  const { citation } = set.priorityFactor;
  return {
    amount: raised,
    cap,
    steps: [step('priority_raises', { factor, amount: raised }, { unit, citation })],
  };
}
