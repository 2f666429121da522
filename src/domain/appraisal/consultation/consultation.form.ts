import { z } from 'zod';
import { choiceField, countField, optionalTextField, rowsField, textField, tickField } from '#kernel';
import { verdicts } from './consultation.ts';

/** Rows shown for units and for experts. */
export const UNIT_ROWS = 5;
export const EXPERT_ROWS = 3;
export const POINT_ROWS = 6;

const asked = {
  days: countField({ min: 1, max: 60 }),
  questions: optionalTextField({ max: 2000 }),
  required: tickField(),
};

/** One request to several; a row is left out by leaving its first field empty. */
export const consultationForm = z
  .object({
    questions: textField({ max: 4000 }),
    units: z.preprocess(
      keepNamed('unit'),
      rowsField(z.object({ ...asked, unit: textField({ max: 40 }) }), { max: UNIT_ROWS, none: true }),
    ),
    experts: z.preprocess(
      keepNamed('name', 'email'),
      rowsField(z.object({ ...asked, name: textField({ max: 120 }), email: emailField() }), {
        max: EXPERT_ROWS,
        none: true,
      }),
    ),
  })
  .superRefine((input, ctx) => {
    if (input.units.length + input.experts.length === 0)
      ctx.addIssue({ code: 'custom', message: 'nobody_is_asked', path: ['units', 0, 'unit'] });
    const seen = new Set<string>();
    for (const [i, { unit }] of input.units.entries()) {
      if (seen.has(unit))
        ctx.addIssue({ code: 'custom', message: 'unit_is_asked_twice', path: ['units', i, 'unit'] });
      seen.add(unit);
    }
  });
export type ConsultationInput = z.output<typeof consultationForm>;

/** The days a row proposes are typed into every row; one without a name is blank all the same. */
function keepNamed(...names: readonly string[]) {
  return (rows: unknown) =>
    Array.isArray(rows)
      ? rows.map((row: Record<string, string>) => (names.some((n) => row[n]?.trim()) ? row : {}))
      : rows;
}

export function emailField() {
  return textField({ max: 200 }).transform((text, ctx) => {
    const email = text.toLowerCase();
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email;
    ctx.addIssue({ code: 'custom', message: 'email_is_not_valid' });
    return z.NEVER;
  });
}

export const answerForm = z
  .object({
    verdict: choiceField(verdicts),
    note: optionalTextField({ max: 4000 }),
    points: rowsField(z.object({ said: textField({ max: 2000 }) }), { max: 30, none: true }),
  })
  .superRefine((input, ctx) => {
    // A condition or an objection that nobody can name cannot be resolved either.
    if (input.verdict !== 'agree' && input.points.length === 0)
      ctx.addIssue({ code: 'custom', message: 'points_are_missing', path: ['points', 0, 'said'] });
  });
export type AnswerInput = z.output<typeof answerForm>;

export const resolutionForm = z.object({
  opinion: textField({ max: 40 }),
  answer: countField(),
  point: countField(),
  resolution: choiceField(['accepted', 'declined']),
  explanation: textField({ max: 2000 }),
});
export type ResolutionInput = z.output<typeof resolutionForm>;

export const reasonForm = z.object({ opinion: textField({ max: 40 }), reason: textField({ max: 2000 }) });
export const opinionForm = z.object({ opinion: textField({ max: 40 }) });
