import { z } from 'zod';
import {
  amountField,
  formatRate,
  negateDong,
  ok,
  optionalAmountField,
  optionalTextField,
  priceOf,
  quantityField,
  refuse,
  rowsField,
  shareField,
  subtractDong,
  sumDong,
  textField,
  tickField,
  type Dong,
  type Rate,
  type Result,
} from '#kernel';
import type { ProjectFacts } from '../act.ts';
import { vatOf, type FundedLine } from '../request.ts';

/** An estimate of more lines is several projects. */
export const MOST_LINES = 200;

const estimateLine = z.object({
  label: textField(),
  unit: textField({ max: 40 }),
  quantity: quantityField(),
  unitPrice: amountField(),
  vat: shareField(),
  group: optionalTextField({ max: 120 }),
  basis: optionalTextField({ max: 300 }),
  eligible: tickField(),
  support: optionalAmountField(),
  other: optionalAmountField(),
});
export const estimateForm = z.object({ lines: rowsField(estimateLine, { max: MOST_LINES }) });

export type EstimateInput = z.output<typeof estimateForm>;

/** The lines as typed, with what each comes to. Refuses a line paid twice, and support of a cost the norm does not count. */
export function fundedLines(input: EstimateInput): Result<FundedLine[]> {
  const lines = input.lines.map((line): FundedLine => {
    const amount = priceOf(line.quantity, line.unitPrice, line.vat);
    const { quantity, vat, ...rest } = line;
    return {
      ...rest,
      quantity: Number(quantity),
      exactQuantity: quantity,
      vat: String(vat),
      amount,
      own: (amount - line.support - line.other) as Dong,
    };
  });
  const over = lines.findIndex((l) => l.own < 0n);
  if (over >= 0)
    return refuse(
      'line_is_paid_twice',
      { line: over + 1, excess: negateDong(lines[over]!.own) },
      `lines.${over}.support`,
    );
  const wrong = lines.findIndex((l) => !l.eligible && l.support > 0n);
  return wrong >= 0
    ? refuse('line_is_not_eligible', { line: wrong + 1 }, `lines.${wrong}.support`)
    : ok(lines);
}

export const eligibleAmount = (lines: readonly FundedLine[]): Dong =>
  sumDong(lines.filter((line) => line.eligible).map((line) => line.amount));

export const eligibleVat = (lines: readonly FundedLine[]): Dong =>
  sumDong(lines.filter((line) => line.eligible).map(vatOf));

/** The fund's share, refused above the plan or above the norm for the lines' own eligible cost. */
export function supportWithin(
  facts: Pick<ProjectFacts, 'planned' | 'norm'>,
  lines: readonly FundedLine[],
): Result<Dong> {
  const support = sumDong(lines.map((l) => l.support));
  if (support === 0n) return refuse('estimate_has_no_support', {}, 'lines');
  const planned = facts.planned ?? (0n as Dong);
  if (support > planned)
    return refuse(
      'estimate_exceeds_plan',
      { support, planned, excess: subtractDong(support, planned) },
      'lines',
    );
  const allowed = facts.norm(eligibleAmount(lines), eligibleVat(lines));
  if (!allowed.ok) return allowed;
  if (support > allowed.value)
    return refuse(
      'support_exceeds_norm',
      { asked: support, allowed: allowed.value, excess: subtractDong(support, allowed.value) },
      'lines',
    );
  return ok(support);
}

/** The lines as a form shows them. */
export function lineFields(lines: readonly FundedLine[]): Record<string, string> {
  const entries = lines.flatMap((line, i) => [
    [`lines.${i}.label`, line.label],
    [`lines.${i}.unit`, line.unit],
    [`lines.${i}.quantity`, (line.exactQuantity ?? String(line.quantity)).replace('.', ',')],
    [`lines.${i}.unitPrice`, String(line.unitPrice)],
    [`lines.${i}.vat`, line.vat ? formatRate(BigInt(line.vat) as Rate, 'vi') : ''],
    [`lines.${i}.group`, line.group ?? ''],
    [`lines.${i}.basis`, line.basis ?? ''],
    [`lines.${i}.eligible`, line.eligible ? 'on' : ''],
    [`lines.${i}.support`, String(line.support)],
    [`lines.${i}.other`, String(line.other)],
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
