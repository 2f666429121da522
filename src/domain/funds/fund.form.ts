import { z } from 'zod';
import { amountField, choiceField, countField, dateField, optionalTextField, textField } from '#kernel';
import { budgetDecisionKinds } from './budget-decision.ts';
import { fundSources, procedures } from './fund.ts';

export const fundForm = z.object({
  name: textField({ max: 150 }),
  fiscalYear: countField({ min: 2000, max: 2199 }),
  source: choiceField(fundSources),
  procedure: choiceField(procedures),
  unitId: textField({ max: 36 }),
});

/** What every decision on money says. The key is made with the form, so sending it twice records it once. */
const decided = {
  number: textField({ max: 60 }),
  decidedOn: dateField(),
  note: optionalTextField({ max: 500 }),
  key: textField({ max: 60 }),
};

export const decisionForm = z.object({
  ...decided,
  fundId: textField({ max: 36 }),
  kind: choiceField(budgetDecisionKinds),
  amount: amountField(),
});

export const lapseForm = z.object({
  ...decided,
  /** The project whose recovered money lapses; absent for the fund's free money. */
  projectId: optionalTextField({ max: 36 }),
  amount: amountField(),
});

/** The rows carried over are read apart: which there are depends on what is left in the fund. */
export const carryForm = z.object({ ...decided, toFundId: textField({ max: 36 }) });

export const withdrawForm = z.object({ reason: textField({ max: 500 }), key: textField({ max: 60 }) });
