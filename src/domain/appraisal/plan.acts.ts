import { z } from 'zod';
import {
  amountField,
  countField,
  dateField,
  ok,
  refuse,
  rowsField,
  subtractDong,
  sumDong,
  textField,
} from '#kernel';
import { defineAct } from '#projects';
import { appraisedSupport, checkSupport } from './appraisal.acts.ts';

const planForm = z.object({
  fundId: textField({ max: 40 }),
  support: amountField(),
  decisionNumber: textField({ max: 60 }),
  decisionDate: dateField(),
  // What of the support is of following years.
  later: rowsField(z.object({ year: countField({ min: 2003, max: 2110 }), amount: amountField() }), {
    none: true,
  }),
});

/**
 * Puts the project into the year's plan of a fund by decision; the money is held for it from then
 * on. Of a project of several years only what following years leave of it is held; the rest is promised. A fund
 * without cover refuses, also when two approvals reach for its last đồng together.
 */
export const approvePlan = defineAct({
  event: 'approve_plan',
  form: planForm,
  fields: [
    { name: 'fundId', kind: 'fund' },
    { name: 'support', kind: 'amount' },
    { name: 'later', kind: 'years', optional: true },
    { name: 'decisionNumber', kind: 'text' },
    { name: 'decisionDate', kind: 'date' },
  ],
  paper: { kind: 'plan_decision' },
  propose: (facts) => ({ support: String(appraisedSupport(facts)) }),
  decide: (facts, input: z.output<typeof planForm>) => {
    const appraised = appraisedSupport(facts);
    if (input.support > appraised)
      return refuse(
        'plan_exceeds_appraisal',
        { support: input.support, appraised, excess: subtractDong(input.support, appraised) },
        'support',
      );
    const within = checkSupport(facts, input.support);
    if (!within.ok) return within;
    if (input.decisionDate > facts.today)
      return refuse('date_is_in_the_future', { date: input.decisionDate }, 'decisionDate');
    const now = subtractDong(input.support, sumDong(input.later.map(({ amount }) => amount)));
    if (now <= 0n) return refuse('plan_split_leaves_this_year_empty', {}, 'support');
    const { later, ...decision } = input;
    const twice = later.find(({ year }, i) => later.slice(0, i).some((other) => other.year === year));
    if (twice) return refuse('plan_split_names_a_year_twice', { year: String(twice.year) }, 'later');
    return ok({
      data: later.length > 0 ? { ...decision, later, thisYear: now } : decision,
      amount: input.support,
      moves: [{ kind: 'plan', amount: now }],
      ...(later.length > 0 ? { promises: { decisionNumber: input.decisionNumber, parts: later } } : {}),
      patch: { fundId: input.fundId, planned: input.support },
    });
  },
});
