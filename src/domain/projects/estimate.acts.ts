import { z } from 'zod';
import {
  amountField,
  countField,
  dateField,
  negateDong,
  ok,
  optionalAmountField,
  refuse,
  rowsField,
  subtractDong,
  sumDong,
  textField,
  tickField,
  type Dong,
} from '#kernel';
import { defineAct, type MoneyMove, type ProjectFacts } from './act.ts';
import { eligibleCost, lineAmount, type FundedLine } from './request.ts';

const estimateLine = z.object({
  label: textField(),
  unit: textField({ max: 40 }),
  quantity: countField(),
  unitPrice: amountField(),
  eligible: tickField(),
  support: optionalAmountField(),
  other: optionalAmountField(),
});
const estimateForm = z.object({ lines: rowsField(estimateLine) });

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
      const amount = lineAmount(line);
      return { ...line, amount, own: (amount - line.support - line.other) as Dong };
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
    const support = sumDong(lines.map((l) => l.support));
    if (support === 0n) return refuse('estimate_has_no_support', {}, 'lines');
    const planned = facts.planned ?? (0n as Dong);
    if (support > planned)
      return refuse(
        'estimate_exceeds_plan',
        { support, planned, excess: subtractDong(support, planned) },
        'lines',
      );
    const allowed = facts.norm(eligibleCost(lines));
    if (!allowed.ok) return allowed;
    if (support > allowed.value)
      return refuse(
        'support_exceeds_norm',
        { asked: support, allowed: allowed.value, excess: subtractDong(support, allowed.value) },
        'lines',
      );
    return ok({ data: { lines, support, total: sumDong(lines.map((l) => l.amount)) }, amount: support });
  },
});

function proposedLines(facts: ProjectFacts): Record<string, string> {
  const entries = facts.estimateLines.flatMap((line, i) => [
    [`lines.${i}.label`, line.label],
    [`lines.${i}.unit`, line.unit],
    [`lines.${i}.quantity`, String(line.quantity)],
    [`lines.${i}.unitPrice`, String(line.unitPrice)],
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

const decisionForm = z.object({ decisionNumber: textField({ max: 60 }), decisionDate: dateField() });

/** Approves the estimate put forward; what the plan held above it is free for other projects at once. */
export const approveEstimate = defineAct({
  event: 'approve_estimate',
  form: decisionForm,
  fields: [
    { name: 'decisionNumber', kind: 'text' },
    { name: 'decisionDate', kind: 'date' },
  ],
  paper: { kind: 'estimate_approval' },
  decide: (facts, input: z.output<typeof decisionForm>) => {
    if (input.decisionDate > facts.today)
      return refuse('date_is_in_the_future', { date: input.decisionDate }, 'decisionDate');
    const support = sumDong(facts.estimateLines.map((l) => l.support));
    const freed = subtractDong(facts.money.planned, support);
    const moves: MoneyMove[] = freed > 0n ? [{ kind: 'release', from: 'planned', amount: freed }] : [];
    return ok({ data: { ...input, support }, amount: support, moves, patch: { estimate: support } });
  },
});
