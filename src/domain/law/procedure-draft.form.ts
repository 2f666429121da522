import { z } from 'zod';
import { choiceField, countField, dateField, textField, type FormFields, type LocalDate } from '#kernel';
import { LONGEST_WAIT, type DraftStep } from './procedure-draft.ts';
import { deskSilences, type ProcedureStep } from './procedure.ts';

const head = {
  from: dateField(),
  basis: textField({ max: 160 }),
  basisOn: dateField(),
  verification: choiceField(['full_text', 'excerpt'] as const),
};

export interface ProcedureDraftInput {
  readonly from: LocalDate;
  readonly basis: string;
  readonly basisOn: LocalDate;
  readonly verification: 'full_text' | 'excerpt';
  readonly steps: readonly DraftStep[];
}

/** A wait that is due by its contract has no days to enter. */
const noDays = z
  .unknown()
  .optional()
  .transform(() => null);

/** The form for the steps of one base: a group of fields a step, named by its event. */
export function procedureDraftForm(steps: readonly ProcedureStep[]): z.ZodType<ProcedureDraftInput> {
  const row = (step: ProcedureStep) =>
    z.object({
      event: z.literal(step.event).default(step.event),
      days: step.days === null ? noDays : countField({ max: LONGEST_WAIT }),
      silence: choiceField(deskSilences),
    });
  const shape = Object.fromEntries(steps.map((step) => [step.event, row(step)]));
  return z.object({ ...head, steps: z.object(shape) }).transform(({ steps: rows, ...one }) => ({
    ...one,
    steps: Object.values(rows),
  }));
}

/** A draft as the fields of its form. */
export function fieldsOfSteps(steps: readonly DraftStep[]): FormFields {
  const text = (value: number | null) => (value === null ? '' : String(value));
  return Object.fromEntries(
    steps.flatMap(({ event, days, silence }) => [
      [`steps.${event}.days`, text(days)],
      [`steps.${event}.silence`, silence],
    ]),
  );
}

export const procedurePublicationForm = z.object({ no: countField() });
