import { z } from 'zod';
import { dateField, optionalTextField, textField } from '#kernel';

export const registrationForm = z.object({
  sender: textField({ max: 200 }),
  number: optionalTextField({ max: 60 }),
  date: dateField(),
  to: textField({ max: 300 }),
  signer: textField({ max: 100 }),
  past: textField({ max: 4000 }),
  present: textField({ max: 4000 }),
  goals: textField({ max: 4000 }),
});
