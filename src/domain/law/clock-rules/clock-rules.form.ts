import { z } from 'zod';
import {
  choiceField,
  countField,
  dateField,
  optionalTextField,
  textField,
  tickField,
  type FormFields,
  type LocalDate,
} from '#kernel';
import type { Role } from '#people';
import { procedureKinds } from '../procedure.ts';
import {
  clockAuthorities,
  clockDesks,
  ESCALATION_LEVELS,
  lateAnswers,
  opinionSilences,
  type ClockRules,
} from './clock-rules.ts';

export interface ClockRulesInput {
  readonly from: LocalDate;
  readonly basis: string;
  readonly basisOn: LocalDate;
  /** Null: back to what is for all. */
  readonly rules: ClockRules | null;
}

/** A level's part in the names of fields. */
export const LEVEL_FIELDS = { 1: 'first', 2: 'second' } as const;
const levelField = (no: number) => LEVEL_FIELDS[no === 2 ? 2 : 1];

const head = { from: dateField(), basis: textField({ max: 160 }), basisOn: dateField() };
export const clockReturnForm: z.ZodType<ClockRulesInput> = z
  .object(head)
  .transform((one) => ({ ...one, rules: null }));

/** Working days before the due day, apart by commas; as they are typed into one field. */
const reminderDays = textField({ max: 40 }).transform((text, ctx) => {
  const days = [...new Set(text.split(/[\s,;]+/).filter(Boolean))].map(Number);
  if (days.length >= 1 && days.length <= 5 && days.every((n) => Number.isInteger(n) && n >= 1 && n <= 60))
    return days;
  ctx.addIssue({ code: 'custom', message: 'clock_rules_reminders_are_unclear' });
  return z.NEVER;
});

const optionally = <T>(field: z.ZodType<T>) =>
  optionalTextField({ max: 40 }).transform((text, ctx): T | null => {
    if (text === null) return null;
    const read = field.safeParse(text);
    if (read.success) return read.data;
    for (const issue of read.error.issues) ctx.addIssue({ ...issue });
    return z.NEVER;
  });
const optionalCount = (max: number) => optionally(countField({ max }));
const optionalRole = optionally(choiceField(clockAuthorities as readonly string[]));
const fromEntries = <K extends string, V>(keys: readonly K[], of: (key: K) => V) =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;
/** Groups of fields may be wholly left blank, or wholly unticked. */
const group = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? {}, schema);

const level = z.object({ to: optionalRole, days: optionalCount(60) }).superRefine(({ to, days }, ctx) => {
  if ((to === null) !== (days === null))
    ctx.addIssue({
      code: 'custom',
      message: 'clock_rules_level_is_half',
      path: [to === null ? 'to' : 'days'],
    });
});

export const clockRulesForm: z.ZodType<ClockRulesInput> = z
  .object({
    ...head,
    opinions: z.object(
      fromEntries(procedureKinds, () =>
        z.object({
          days: countField({ max: 60 }),
          silence: choiceField(opinionSilences),
          late: choiceField(lateAnswers),
          linkDays: countField({ max: 120 }),
        }),
      ),
    ),
    reminders: reminderDays,
    up: z.object(
      fromEntries(clockDesks, () => group(z.object({ first: group(level), second: group(level) }))),
    ),
    extensions: z.object(
      fromEntries(clockDesks, () =>
        group(
          z.object({
            by: group(z.object(fromEntries(clockAuthorities, () => tickField()))),
            times: optionalCount(20),
            days: optionalCount(250),
          }),
        ),
      ),
    ),
  })
  .transform(({ from, basis, basisOn, opinions, reminders, up, extensions }) => ({
    ...{ from, basis, basisOn },
    rules: {
      ...{ opinions, reminders },
      escalations: clockDesks.flatMap((ownerRole) =>
        ESCALATION_LEVELS.flatMap((no) => {
          const { to, days } = up[ownerRole][LEVEL_FIELDS[no]];
          return to && days ? [{ ownerRole, level: no, toRole: to as Role, daysLate: days }] : [];
        }),
      ),
      extensions: clockDesks.map((ownerRole) => {
        const { by, times, days } = extensions[ownerRole];
        const byRoles = clockAuthorities.filter((role) => by[role]);
        return { ownerRole, byRoles, mostTimes: times, mostDays: days };
      }),
    },
  }));

/** Rules as the fields of their form. */
export function fieldsOfClockRules(rules: ClockRules): FormFields {
  const fields: Record<string, string> = { reminders: rules.reminders.join(', ') };
  for (const kind of procedureKinds)
    for (const [name, value] of Object.entries(rules.opinions[kind]))
      fields[`opinions.${kind}.${name}`] = String(value);
  for (const { ownerRole, level: no, toRole, daysLate } of rules.escalations) {
    fields[`up.${ownerRole}.${levelField(no)}.to`] = toRole;
    fields[`up.${ownerRole}.${levelField(no)}.days`] = String(daysLate);
  }
  for (const { ownerRole, byRoles, mostTimes, mostDays } of rules.extensions) {
    for (const role of byRoles) fields[`extensions.${ownerRole}.by.${role}`] = 'on';
    fields[`extensions.${ownerRole}.times`] = mostTimes === null ? '' : String(mostTimes);
    fields[`extensions.${ownerRole}.days`] = mostDays === null ? '' : String(mostDays);
  }
  return fields;
}
