import { z } from 'zod';
import { dateField, textField } from '#kernel';

/** Recording, or taking back, that a norm was compared with the official text. */
export const normVerificationForm = z.object({
  content: textField({ max: 10 }),
  page: textField({ max: 120 }),
  comparedOn: dateField(),
});
