import { z } from 'zod';
import {
  amountField,
  choiceField,
  dateField,
  optionalDateField,
  optionalTextField,
  textField,
} from '#kernel';

/** What is asked for beside lines and sum, which depend on how far the project is. */
export const changeForm = z.object({
  reason: textField({ max: 4000 }),
  /** A group project has neither place nor establishment of its own. */
  commune: optionalTextField({ max: 20 }),
  coordinatingUnit: optionalTextField({ max: 200 }),
  taxCode: optionalTextField({ max: 20 }),
  content: textField({ max: 20 }),
  endsOn: optionalDateField(),
});
/** Before there is an estimate the sum is asked for by itself; afterwards it is that of the lines. */
export const sumForm = z.object({ support: amountField() });

export const changeDecisionForm = z.object({
  verdict: choiceField(['approved', 'refused']),
  decisionNumber: textField({ max: 60 }),
  decisionDate: dateField(),
  decisionReason: optionalTextField({ max: 4000 }),
});
