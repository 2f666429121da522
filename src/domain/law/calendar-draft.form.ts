import { z } from 'zod';
import {
  choiceField,
  countField,
  dateField,
  optionalDateField,
  rowsField,
  textField,
  tickField,
  type LocalDate,
} from '#kernel';
import type { TypedRun } from './calendar-year.ts';

/** Whoever enters a notice has it before them, whole or in part. */
const noticeReadings = ['full_text', 'excerpt'] as const;

const run = z
  .object({
    row: z.number(),
    from: dateField(),
    to: optionalDateField(),
    worked: tickField(),
    vi: textField({ max: 120 }),
    en: textField({ max: 120 }),
  })
  .transform(({ to, worked, ...one }): TypedRun => ({
    ...one,
    to: to ?? one.from,
    kind: worked ? 'worked' : 'off',
  }));

export const calendarDraftForm = z.object({
  notice: textField({ max: 160 }),
  noticeOn: dateField(),
  verification: choiceField(noticeReadings),
  days: rowsField(run, { max: 60 }),
});
export interface CalendarDraftInput {
  readonly notice: string;
  readonly noticeOn: LocalDate;
  readonly verification: (typeof noticeReadings)[number];
  readonly days: readonly TypedRun[];
}

export const calendarPublicationForm = z.object({ no: countField() });
