import { dong, MILLION, minDong, multiplyRatio, subtractDong, sumDong, ZERO_DONG, type Dong } from '#kernel';
import { eligibleCost, fundLines, type CostLine, type FundedLine } from '#projects';
import type { Random } from '../random.ts';
import type { Fate } from './fate.ts';
import { roundTo } from './cost.ts';

/** The most the norm gives for an eligible cost. */
export type Allowed = (eligible: Dong) => Dong;

/** The sums a project would carry through its whole life, whether it gets that far or not. */
export interface Amounts {
  readonly asked: Dong;
  readonly appraised: Dong;
  readonly planned: Dong;
  readonly estimate: readonly FundedLine[];
  readonly support: Dong;
  readonly advance: Dong;
  /** Actual cost of each line of the estimate. */
  readonly actual: readonly Dong[];
  readonly settled: Dong;
  /** Paid above what was settled. */
  readonly excess: Dong;
}

/** Every sum within the one before it and within the norm, as the acts' own rules demand. */
export function amountsOf(lines: readonly CostLine[], allowed: Allowed, fate: Fate, random: Random): Amounts {
  const most = allowed(eligibleCost(lines));
  // Who asks for all that is permitted loses of it what the machines cost less in the end.
  const modesty = fate.cheaper ? [100] : [100, 100, 100, 97, 92];
  const asked = roundTo(share(most, random.pick(modesty)), MILLION);
  const appraised = roundTo(share(asked, random.pick(modesty)), MILLION);
  const planned = appraised;
  const offered = lines.map((l) => (l.eligible ? bargained(l, random) : l));
  const support = minDong(planned, roundTo(allowed(eligibleCost(offered)), THOUSAND));
  const estimate = fundLines(offered, support);
  const advance = roundTo(share(support, random.whole(45, 69)), MILLION);
  const spared = fate.cheaper ? random.whole(88, 94) : 100;
  const actual = estimate.map((l) => (l.eligible ? share(l.amount, spared) : l.amount));
  const spent = sumDong(actual.filter((_, i) => estimate[i]!.eligible));
  const settled = minDong(support, allowed(spent));
  return {
    asked,
    appraised,
    planned,
    estimate,
    support,
    advance,
    actual,
    settled,
    excess: subtractDong(support, settled),
  };
}

const THOUSAND = dong(1000);
const HALF_MILLION = dong(500_000);

/** The price the centre finds in its own enquiry: never above the quotation. */
function bargained(line: CostLine, random: Random): CostLine {
  const lower = share(line.unitPrice, random.pick([100, 100, 99, 98, 97]));
  const unitPrice = lower > HALF_MILLION ? roundTo(lower, HALF_MILLION) : lower;
  return { ...line, unitPrice: unitPrice === ZERO_DONG ? line.unitPrice : unitPrice };
}

const share = (amount: Dong, percent: number): Dong => multiplyRatio(amount, BigInt(percent), 100n);
