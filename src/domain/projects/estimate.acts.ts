import { z } from 'zod';
import {
  amountField,
  dateField,
  formatRate,
  negateDong,
  ok,
  optionalAmountField,
  optionalTextField,
  priceOf,
  quantityField,
  refuse,
  refuseAll,
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
import { defineAct, type MoneyMove, type ProjectFacts } from './act.ts';
import { compareQuotations, faultyPrices, pricedLine } from './estimate/quotation.ts';
import { openQuestions, unjudgedLines } from './estimate/review.ts';
import type { FundedLine } from './request.ts';

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
const estimateForm = z.object({ lines: rowsField(estimateLine, { max: MOST_LINES }) });

/**
 * The centre works out the estimate line by line. Its support stays within the plan, within the norm
 * applied to the estimate's own eligible cost, and never pays more of a line than is left of it.
 */
export const submitEstimate = defineAct({
  event: 'submit_estimate',
  form: estimateForm,
  fields: [{ name: 'lines', kind: 'lines' }],
  propose: proposedLines,
  decide: (facts, input: z.output<typeof estimateForm>) => {
    const lines: FundedLine[] = input.lines.map((line) => {
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
    if (wrong >= 0) return refuse('line_is_not_eligible', { line: wrong + 1 }, `lines.${wrong}.support`);
    const within = supportWithin(facts, lines);
    if (!within.ok) return within;
    const support = within.value;
    const priced = lines.map(pricedLine);
    const faults = faultyPrices(priced, facts.quoted, facts.today);
    if (faults.length > 0) return refuseAll(faults);
    // What was quoted that day is kept with the act: quotations expire, and may be taken away later.
    const quoted = compareQuotations(priced, facts.quoted, facts.today).map((line) => ({
      offers: line.offers.filter((offer) => offer !== null),
      reason: line.reason,
    }));
    return ok({
      data: {
        ...{ lines, support, total: sumDong(lines.map((l) => l.amount)) },
        ...(facts.quoted.quotations.length > 0 ? { quoted } : {}),
      },
      amount: support,
    });
  },
});

const eligibleAmount = (lines: readonly FundedLine[]): Dong =>
  sumDong(lines.filter((line) => line.eligible).map((line) => line.amount));

/** The fund's share, refused above the plan or above the norm for the lines' own eligible cost. */
function supportWithin(facts: ProjectFacts, lines: readonly FundedLine[]): Result<Dong> {
  const support = sumDong(lines.map((l) => l.support));
  if (support === 0n) return refuse('estimate_has_no_support', {}, 'lines');
  const planned = facts.planned ?? (0n as Dong);
  if (support > planned)
    return refuse(
      'estimate_exceeds_plan',
      { support, planned, excess: subtractDong(support, planned) },
      'lines',
    );
  const allowed = facts.norm(eligibleAmount(lines));
  if (!allowed.ok) return allowed;
  if (support > allowed.value)
    return refuse(
      'support_exceeds_norm',
      { asked: support, allowed: allowed.value, excess: subtractDong(support, allowed.value) },
      'lines',
    );
  return ok(support);
}

function proposedLines(facts: ProjectFacts): Record<string, string> {
  const entries = facts.estimateLines.flatMap((line, i) => [
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

const returnForm = z.object({ reason: textField({ max: 4000 }) });

export const returnEstimate = defineAct({
  event: 'return_estimate',
  form: returnForm,
  fields: [{ name: 'reason', kind: 'longtext' }],
  decide: (_, input: z.output<typeof returnForm>) => ok({ data: {}, reason: input.reason }),
});

const decisionForm = z.object({
  decisionNumber: textField({ max: 60 }),
  decisionDate: dateField(),
  reason: optionalTextField({ max: 1000 }),
});

/** Approves the estimate put forward; what the plan held above it is free for other projects at once. */
export const approveEstimate = defineAct({
  event: 'approve_estimate',
  form: decisionForm,
  fields: [
    { name: 'decisionNumber', kind: 'text' },
    { name: 'decisionDate', kind: 'date' },
    { name: 'reason', kind: 'longtext', optional: true },
  ],
  paper: { kind: 'estimate_approval' },
  decide: (facts, input: z.output<typeof decisionForm>) => {
    if (input.decisionDate > facts.today)
      return refuse('date_is_in_the_future', { date: input.decisionDate }, 'decisionDate');
    const open = openQuestions(facts.estimateReview);
    if (open.length > 0) return refuse('estimate_has_open_questions', { lines: open.join(', ') });
    const unjudged = unjudgedLines(facts.estimateReview);
    if (unjudged.length > 0) return refuse('estimate_review_is_unfinished', { lines: unjudged.join(', ') });
    // The lowest amount a reviewer left holds; the establishment bears what was cut.
    const reviewed = facts.estimateReview.map((r) => r.line);
    const lines = reviewed.length > 0 ? reviewed : facts.estimateLines;
    const within = supportWithin(facts, lines);
    if (!within.ok) return within;
    const support = within.value;
    const limit = facts.approvesUpTo;
    if (limit !== undefined && limit !== null && support > limit)
      return refuse('estimate_is_above_level', { support, limit });
    const freed = subtractDong(facts.money.planned, support);
    const moves: MoneyMove[] = freed > 0n ? [{ kind: 'release', from: 'planned', amount: freed }] : [];
    const { reason, ...decision } = input;
    return ok({
      data: { ...decision, lines, support },
      amount: support,
      ...(reason === null ? {} : { reason }),
      moves,
      patch: { estimate: support },
    });
  },
});
