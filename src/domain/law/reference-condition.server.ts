import type pg from 'pg';
import { z } from 'zod';
import { procedureKinds } from './procedure.ts';
import { storedCitation } from './reference-file.server.ts';
import { cite, contentCode, date, twoLanguages, verification } from './reference-fields.server.ts';
import { upsert } from './reference.store.server.ts';

/** The file of conditions of contents, and how it becomes rows. */

const choice = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  vi: z.string().min(1),
  en: z.string().min(1),
  passes: z.boolean().default(false),
});

const question = z
  .strictObject({
    kind: z.enum(['one', 'several']),
    label: twoLanguages,
    help: twoLanguages.optional(),
    choices: z.array(choice),
  })
  .superRefine(({ choices }, ctx) => {
    if (new Set(choices.map(({ code }) => code)).size < choices.length)
      ctx.addIssue({ code: 'custom', message: 'two choices have one code' });
    if (new Set(choices.map(({ passes }) => passes)).size < 2)
      ctx.addIssue({ code: 'custom', message: 'no answer decides anything' });
  });

export const conditionsFile = z.array(
  z
    .strictObject({
      code: z.string().regex(/^[a-z_]+$/),
      from: date,
      until: date.optional(),
      contents: z.array(contentCode).default([]),
      procedures: z.array(z.enum(procedureKinds)).default([]),
      sectors: z.array(z.string()).default([]),
      question,
      says: z.strictObject({ passed: twoLanguages, failed: twoLanguages, toBeShown: twoLanguages }),
      district: twoLanguages.optional(),
      paper: z.string(),
      cite: cite.optional(),
      verification,
    })
    .refine((one) => one.district !== undefined || !JSON.stringify(one).includes('{district}'), {
      message: 'what {district} says where it is not known',
    }),
);

export async function writeConditions(
  client: pg.ClientBase,
  conditions: z.output<typeof conditionsFile>,
): Promise<void> {
  const rows = conditions.map((one, position) => ({
    code: one.code,
    valid_from: one.from,
    valid_until: one.until ?? null,
    contents: one.contents,
    procedures: one.procedures,
    sectors: one.sectors,
    question: {
      ...one.question,
      help: one.question.help ?? null,
      choices: one.question.choices.map(({ vi, en, ...rest }) => ({ ...rest, name: { vi, en } })),
    },
    says: one.says,
    district: one.district ?? null,
    paper: one.paper,
    citation: storedCitation(one.cite, undefined),
    verification: one.verification,
    position,
  }));
  await upsert(client, 'law.content_condition', ['code', 'valid_from'], rows);
}
