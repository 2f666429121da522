import { z } from 'zod';
import { costKinds } from './cost-kind.ts';
import { areas, funds, levels, otherAmounts } from './norm.ts';
import {
  amount,
  cite,
  contentCode,
  date,
  note,
  probable,
  rate,
  twoLanguages,
  verification,
} from './reference-fields.server.ts';
import { unitsOfCountKnown } from './unit-of-count.ts';

/** The shape of a norm set's YAML file: those shipped under `reference/norms/`, and those offices export and import. */

function inOneRow(brackets: readonly { from: string; below?: string | undefined }[]): boolean {
  return brackets.every(({ from, below }, i) => {
    const next = brackets[i + 1];
    return (
      (below === undefined || BigInt(from) < BigInt(below)) && (next === undefined || next.from === below)
    );
  });
}

/** One figure for every area, or one for each. */
const byArea = <S extends z.ZodType>(figure: S) =>
  z.union([figure, z.strictObject({ normal: figure, difficult: figure, especially_difficult: figure })]);

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('percent_with_cap'),
    percent: byArea(rate),
    cap: byArea(amount).optional(),
    line: z.strictObject({ factor: rate, when: z.enum(['asked', 'always']) }).optional(),
  }),
  z.strictObject({ kind: z.literal('up_to'), cap: byArea(amount) }),
  z.strictObject({ kind: z.literal('fixed'), amount: byArea(amount) }),
  z.strictObject({
    kind: z.literal('percent_of'),
    amount: z.enum(otherAmounts),
    percent: byArea(rate),
    cap: byArea(amount).optional(),
  }),
  z.strictObject({
    kind: z.literal('brackets'),
    brackets: z
      .array(z.strictObject({ from: amount, below: amount.optional(), amount }))
      .min(1)
      .refine(inOneRow, 'brackets must follow each other without holes or overlaps'),
  }),
  z.strictObject({
    kind: z.literal('actual_cost'),
    percent: byArea(rate).prefault(100),
    price: z.literal('tender_or_approved').optional(),
  }),
  z.strictObject({
    kind: z.literal('by_level'),
    percent: byArea(rate).prefault(100),
    caps: z.partialRecord(z.enum(levels), amount),
  }),
  z.strictObject({ kind: z.literal('same_as'), content: contentCode }),
  z.strictObject({ kind: z.enum(['other_instrument', 'set_locally']), where: twoLanguages }),
  z.strictObject({ kind: z.literal('unknown') }),
]);

const limit = z.strictObject({
  within: z.enum(['year', 'ever']),
  times: z.int().positive().optional(),
  /** An amount, or `cap`: what was had before counts against the cap of the unit. */
  amount: z.union([z.literal('cap'), amount]).optional(),
  /** Contents that count together, the norm's own among them. */
  contents: z.array(contentCode).optional(),
  cite: cite.optional(),
  verification,
});

const example = z
  .strictObject({
    costs: z.array(amount).min(1),
    line: z.boolean().default(false),
    level: z.enum(levels).optional(),
    area: z.enum(areas).default('normal'),
    factor: rate.optional(),
    amount: amount.optional(),
    refusal: z.string().optional(),
  })
  .refine(
    (e) => (e.amount === undefined) !== (e.refusal === undefined),
    'an example has an amount or a refusal',
  );

export const normSetFile = z.strictObject({
  id: z.string(),
  fund: z.enum(funds),
  province: z.string().length(2).optional(),
  from: date,
  until: date.optional(),
  document: z.string(),
  verification,
  sample: z.boolean().default(false),
  note,
  priorityFactor: cite.extend({ factor: rate }).optional(),
  vat: z.enum(['included', 'excluded']).optional(),
  norms: z.array(
    z.strictObject({
      content: contentCode,
      unit: z.enum(unitsOfCountKnown),
      rule,
      areas: z.array(z.enum(areas)).optional(),
      costs: z.array(z.enum(costKinds)).optional(),
      limits: z.array(limit).default([]),
      cite: cite.optional(),
      probable,
      verification,
      note,
      examples: z.array(example).default([]),
    }),
  ),
});
export type NormSetFile = z.output<typeof normSetFile>;
