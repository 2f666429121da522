import { z } from 'zod';
import {
  amountField,
  choiceField,
  countField,
  dateField,
  optionalAmountField,
  optionalTextField,
  textField,
} from '#kernel';

export const paymentRequestForm = z.object({
  key: textField({ max: 60 }),
  amount: amountField(),
  payee: textField({ max: 300 }),
  account: textField({ max: 40 }),
  bank: textField({ max: 200 }),
  interestPaid: optionalAmountField(),
  note: optionalTextField({ max: 2000 }),
});

export const reasonForm = z.object({ reason: textField({ max: 4000 }) });

export const progressForm = z.object({
  percent: countField({ min: 0, max: 100 }),
  spent: amountField({ zero: true }),
  reportedOn: dateField(),
  description: textField({ max: 4000 }),
});
export const certifyForm = z.object({
  report: textField({ max: 40 }),
  verdict: choiceField(['certified', 'refused']),
  note: optionalTextField({ max: 2000 }),
});
