import { z } from 'zod';
import { addDong, dateField, ok, refuse, textField } from '#kernel';
import { defineAct, releaseAll } from '#projects';

const stopForm = z.object({
  decisionNumber: textField({ max: 60 }),
  decisionDate: dateField(),
  reason: textField({ max: 4000 }),
});

/**
 * Stops a contracted project (TT 36/2013/TT-BCT, articles 11 and 12): what is committed and unpaid
 * is free again; what was advanced stays owed until it is recovered.
 */
export const stopProject = defineAct({
  event: 'stop',
  form: stopForm,
  fields: [
    { name: 'decisionNumber', kind: 'text' },
    { name: 'decisionDate', kind: 'date' },
    { name: 'reason', kind: 'longtext' },
  ],
  decide: (facts, input: z.output<typeof stopForm>) => {
    if (input.decisionDate > facts.today)
      return refuse('date_is_in_the_future', { date: input.decisionDate }, 'decisionDate');
    const owed = addDong(facts.money.advanced, facts.money.spent);
    return ok({
      data: { decisionNumber: input.decisionNumber, decisionDate: input.decisionDate, owed },
      amount: owed,
      reason: input.reason,
      moves: releaseAll(facts),
    });
  },
});
