import { z } from 'zod';
import { amountField, dateField, ok, refuse, subtractDong, textField } from '#kernel';
import { defineAct } from '#projects';
import { appraisedSupport, checkSupport } from './appraisal.acts.ts';

const planForm = z.object({
  fundId: textField({ max: 40 }),
  support: amountField(),
  decisionNumber: textField({ max: 60 }),
  decisionDate: dateField(),
});

/**
 * Puts the project into the year's plan of a fund by decision; the money is held for it from then
 * on. A fund without cover refuses, also when two approvals reach for its last đồng together.
 */
export const approvePlan = defineAct({
  event: 'approve_plan',
  form: planForm,
  fields: [
    { name: 'fundId', kind: 'fund' },
    { name: 'support', kind: 'amount' },
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
    return ok({
      data: input,
      amount: input.support,
      moves: [{ kind: 'plan', amount: input.support }],
      patch: { fundId: input.fundId, planned: input.support },
    });
  },
});
