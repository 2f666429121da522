import {
  priceOf,
  splitProportionally,
  subtractDong,
  sumDong,
  ZERO_DONG,
  type Dong,
  type LocalDate,
  type Quantity,
  type Rate,
} from '#kernel';
import type { ConditionAnswers } from './dossier/conditions.ts';
import type { DossierPaper } from './dossier/checklist.ts';

/** What an establishment asks for, as submitted: every field read, every amount whole đồng. */
export interface Request {
  readonly title: string;
  readonly procedure: 'national' | 'provincial';
  readonly contentCode: string;
  readonly fiscalYear: number;
  readonly necessity: string;
  readonly objective: string;
  /** The machines together are one full technology line. */
  readonly technologyLine: boolean;
  readonly machines: readonly Machine[];
  readonly costLines: readonly CostLine[];
  /** Khuyến công support asked for, đồng. */
  readonly asked: Dong;
  readonly timetable: readonly {
    readonly task: string;
    readonly from: LocalDate;
    readonly until: LocalDate;
  }[];
  readonly results: { readonly jobs: number; readonly revenue: Dong; readonly description: string };
  /** The papers it was sent with; left out of what was sent before dossiers had a checklist. */
  readonly papers?: readonly DossierPaper[];
  /** What was said of the content's conditions; left out of what was sent before they were asked. */
  readonly conditions?: ConditionAnswers;
  /** Of a group project: its one line of cost is for this many units of count, each with a cap of its own. */
  readonly group?: { readonly units: number };
  /** What an establishment commits itself to; a group project has none yet. */
  readonly commitments?: {
    readonly ownFunds: true;
    readonly noOtherSupport: true;
    readonly newMachinery: true;
  };
}

export interface Machine {
  readonly name: string;
  readonly origin: string;
  readonly year: number;
  readonly capacity: string | null;
  readonly quantity: number;
  readonly unitPrice: Dong;
  /** The paper (records.document) that quotes the price. */
  readonly quotation: string | null;
}

/** One line of the cost estimate, with who pays: support + own + other = amount. */
export interface CostLine {
  readonly label: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unitPrice: Dong;
  /** A cost the norm counts (machines, building, documents of the model …). */
  readonly eligible: boolean;
  /** What others pay: another programme, a sponsor, the commune. */
  readonly other: Dong;
}

export interface FundedLine extends CostLine {
  readonly amount: Dong;
  readonly support: Dong;
  readonly own: Dong;
  /** Of an estimate's line: the quantity exactly ("2.5"), VAT in basis points, its group, and what the price rests on. */
  readonly exactQuantity?: string;
  readonly vat?: string;
  readonly group?: string | null;
  readonly basis?: string | null;
}

/** The value-added tax in a line's amount; none where the line does not tell it. */
export function vatOf(line: FundedLine): Dong {
  if (line.vat === undefined || line.exactQuantity === undefined) return ZERO_DONG;
  return subtractDong(line.amount, priceOf(line.exactQuantity as Quantity, line.unitPrice, 0n as Rate));
}

/** What each unit of count costs: `cost` in equal parts, to the đồng. */
export function unitCosts({ group }: Pick<Request, 'group'>, cost: Dong): readonly Dong[] {
  return group === undefined ? [cost] : splitProportionally(cost, Array<bigint>(group.units).fill(1n));
}

export function lineAmount(line: CostLine): Dong {
  return (line.unitPrice * BigInt(line.quantity)) as Dong;
}

export function totalCost(lines: readonly CostLine[]): Dong {
  return sumDong(lines.map(lineAmount));
}

export function eligibleCost(lines: readonly CostLine[]): Dong {
  return sumDong(lines.filter((l) => l.eligible).map(lineAmount));
}

/**
 * Divides the support over the eligible lines in proportion to what is left of them after others
 * have paid, to the đồng; the establishment pays the rest of every line.
 */
export function fundLines(lines: readonly CostLine[], support: Dong): FundedLine[] {
  const left = lines.map((l) => (l.eligible ? maxZero(subtractDong(lineAmount(l), l.other)) : ZERO_DONG));
  const shares = left.some((x) => x > 0n) ? splitProportionally(support, left) : lines.map(() => ZERO_DONG);
  return lines.map((line, i) => {
    const amount = lineAmount(line);
    const share = shares[i] ?? ZERO_DONG;
    return { ...line, amount, support: share, own: (amount - share - line.other) as Dong };
  });
}

const maxZero = (amount: Dong): Dong => (amount < 0n ? ZERO_DONG : amount);

/** The establishment's own share, its counterpart: everything neither asked for nor paid by others. */
export function ownShare(request: Pick<Request, 'costLines' | 'asked'>): Dong {
  const others = sumDong(request.costLines.map((l) => l.other));
  return (totalCost(request.costLines) - request.asked - others) as Dong;
}
