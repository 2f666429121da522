import { z } from 'zod';
import { choiceField, countField, dateField, optionalTextField, rowsField, textField } from '#kernel';
import { emailField } from '../consultation/consultation.form.ts';
import { verdicts } from '../consultation/consultation.ts';

/** Codes of the other provinces, with those that were there when the page was read. */
export const provincesForm = z.object({
  codes: z.string().transform((text) => [...new Set(text.split(' ').filter(Boolean))]),
  seen: z.string().default(''),
});

/** One office a row, known by the province it answers for; a row without an office is left out. */
export const askProvincesForm = z.object({
  questions: textField({ max: 4000 }),
  offices: z.preprocess(
    (rows) =>
      Array.isArray(rows)
        ? rows.map((row: Record<string, string>) =>
            row['office']?.trim() || row['email']?.trim() ? row : {},
          )
        : rows,
    rowsField(
      z.object({
        province: textField({ max: 2 }),
        office: textField({ max: 120 }),
        email: z.union([z.literal('').transform(() => null), emailField()]),
        days: countField({ min: 1, max: 60 }),
      }),
      { max: 34, none: true },
    ),
  ),
});
export type AskProvincesInput = z.output<typeof askProvincesForm>;

/** What a letter of another province says, as the officer who has it in hand writes it down. */
export const letterForm = z
  .object({
    opinion: textField({ max: 40 }),
    number: textField({ max: 60 }),
    writtenOn: dateField(),
    verdict: choiceField(verdicts),
    note: optionalTextField({ max: 4000 }),
    points: rowsField(z.object({ said: textField({ max: 2000 }) }), { max: 30, none: true }),
  })
  .superRefine((input, ctx) => {
    if (input.verdict !== 'agree' && input.points.length === 0)
      ctx.addIssue({ code: 'custom', message: 'points_are_missing', path: ['points', 0, 'said'] });
  });
export type LetterInput = z.output<typeof letterForm>;
