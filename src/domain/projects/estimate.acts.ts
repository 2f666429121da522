import { z } from 'zod';
import {
  dateField,
  ok,
  optionalTextField,
  refuse,
  refuseAll,
  subtractDong,
  sumDong,
  textField,
} from '#kernel';
import { defineAct, type MoneyMove } from './act.ts';
import {
  estimateForm,
  fundedLines,
  lineFields,
  supportWithin,
  type EstimateInput,
} from './estimate/estimate-lines.ts';
import { compareQuotations, faultyPrices, pricedLine } from './estimate/quotation.ts';
import { openQuestions, unjudgedLines } from './estimate/review.ts';

/**
 * The centre works out the estimate line by line. Its support stays within the plan, within the norm
 * applied to the estimate's own eligible cost, and never pays more of a line than is left of it.
 */
export const submitEstimate = defineAct({
  event: 'submit_estimate',
  form: estimateForm,
  fields: [{ name: 'lines', kind: 'lines' }],
  propose: (facts) => lineFields(facts.estimateLines),
  decide: (facts, input: EstimateInput) => {
    const read = fundedLines(input);
    if (!read.ok) return read;
    const lines = read.value;
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
