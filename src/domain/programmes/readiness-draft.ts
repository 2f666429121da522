import { z } from 'zod';
import {
  countField,
  dateField,
  refuse,
  textField,
  tickField,
  type FormFields,
  type LocalDate,
  type Refusal,
} from '#kernel';
import { readinessCodes, type ReadinessCode, type ReadinessStep } from './need.ts';

/** A province's own steps to readiness as drafted: those that count, in their order. */
export interface ReadinessDraftInput {
  readonly from: LocalDate;
  readonly basis: string;
  readonly steps: readonly ReadinessStep[];
}

const row = z.object({ weight: countField({ min: 0, max: 100 }), required: tickField() });
const shape = Object.fromEntries(readinessCodes.map((code) => [code, row])) as Record<
  ReadinessCode,
  typeof row
>;

/** One group of fields a step; a weight of nothing leaves the step out. */
export const readinessDraftForm: z.ZodType<ReadinessDraftInput> = z
  .object({ from: dateField(), basis: textField({ max: 160 }), steps: z.object(shape) })
  .transform(({ steps, ...head }) => ({
    ...head,
    steps: readinessCodes
      .map((code) => ({ code, ...steps[code] }))
      .filter(({ weight, required }) => weight > 0 || required),
  }));

export function fieldsOfReadiness(steps: readonly ReadinessStep[]): FormFields {
  return Object.fromEntries(
    readinessCodes.flatMap((code) => {
      const step = steps.find((one) => one.code === code);
      return [
        [`steps.${code}.weight`, String(step?.weight ?? 0)],
        [`steps.${code}.required`, step?.required ? 'on' : ''],
      ];
    }),
  );
}

/** Weights make a hundred, something is required, nothing required weighs nothing, and it begins after today. */
export function readinessFaults(
  { from, steps }: ReadinessDraftInput,
  { today, last }: { readonly today: LocalDate; readonly last: LocalDate | null },
): Refusal[] {
  const faults: Refusal[] = [];
  if (from <= today || (last !== null && from <= last))
    faults.push(refuse('readiness_begins_too_early', {}, 'from').refusal);
  for (const { code, weight } of steps)
    if (weight === 0)
      faults.push(refuse('readiness_required_weighs_nothing', {}, `steps.${code}.weight`).refusal);
  const sum = steps.reduce((total, { weight }) => total + weight, 0);
  if (sum !== 100) faults.push(refuse('readiness_weights_are_not_hundred', { sum }).refusal);
  if (!steps.some(({ required }) => required)) faults.push(refuse('readiness_requires_nothing').refusal);
  return faults;
}
