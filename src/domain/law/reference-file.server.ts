import { z } from 'zod';
import { dongJson, isLocalDate, parseAmount, percent } from '#kernel';
import { roles } from '#people';
import { verifications } from './citation.ts';
import { priorityCodes } from './eligibility-rules.ts';
import { costKinds } from './cost-kind.ts';
import { areas, funds, levels, otherAmounts } from './norm.ts';
import { unitsOfCountKnown } from './unit-of-count.ts';
import { procedureKinds, projectEvents } from './procedure.ts';

/**
 * The shapes of the YAML files law comes in: those shipped under `reference/`, and later those that
 * offices export and import. Amounts are written as people write them ("300 triệu").
 */

const date = z.string().refine(isLocalDate, 'not a date YYYY-MM-DD');
const twoLanguages = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const verification = z.enum(verifications);
const contentCode = z.string().regex(/^[A-Z]{2}-[0-9]{2}$/);

/** "300 triệu" → "300000000" */
const amount = z.string().transform((text, ctx) => {
  const read = parseAmount(text);
  if (read.ok) return dongJson(read.value);
  ctx.addIssue({ code: 'custom', message: `${read.refusal.code}: ${text}` });
  return z.NEVER;
});

/** 50 or 2.5, per cent, into basis points. */
const rate = z.number().transform((share) => Number(percent(share)));

const cite = z.strictObject({
  document: z.string().optional(),
  /** Left out where only the instrument is known. */
  article: z.string().optional(),
  clause: z.string().optional(),
  point: z.string().optional(),
});
/** Inferred places in a text: kept in the file for whoever verifies it, never loaded. */
const probable = cite.optional();
const note = twoLanguages.optional();

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

const relations = z.partialRecord(
  z.enum(['amends', 'replaces', 'consolidates', 'guides', 'based_on']),
  z.array(z.string()),
);
export const documentsFile = z.array(
  z.strictObject({
    code: z.string(),
    kind: z.string(),
    issuer: z.string(),
    province: z.string().length(2).optional(),
    title: twoLanguages,
    issued: date.optional(),
    effective: date.optional(),
    expired: date.optional(),
    verification,
    relations: relations.default({}),
  }),
);

export const contentsFile = z.array(
  z.strictObject({ code: contentCode, group: z.int(), vi: z.string(), en: z.string() }),
);

export const procedureFile = z.strictObject({
  id: z.string(),
  kind: z.enum(procedureKinds),
  province: z.string().length(2).optional(),
  from: date,
  until: date.optional(),
  document: z.string().optional(),
  name: twoLanguages,
  verification,
  steps: z.array(
    z.strictObject({
      event: z.enum(projectEvents),
      stage: twoLanguages,
      roles: z.array(z.enum(roles)).min(1),
      owner: z.enum(roles).optional(),
      days: z.int().positive().optional(),
      otherThan: z.array(z.enum(projectEvents)).default([]),
      cite: cite.optional(),
      verification: verification.default('memory'),
    }),
  ),
});
export type ProcedureFile = z.output<typeof procedureFile>;

export const advancesFile = z.array(
  z.strictObject({
    id: z.string(),
    procedure: z.enum(procedureKinds),
    from: date,
    until: date.optional(),
    contents: z.array(contentCode).default([]),
    percent: rate,
    progress: rate.optional(),
    of: z.enum(['total_investment', 'supported_item']).optional(),
    papers: z.array(twoLanguages).default([]),
    cite: cite.optional(),
    verification,
  }),
);

export const holidaysFile = z.record(
  z.string().regex(/^\d{4}$/),
  z.array(
    z.strictObject({
      day: z.string().regex(/^\d{2}-\d{2}$/),
      to: z
        .string()
        .regex(/^\d{2}-\d{2}$/)
        .optional(),
      kind: z.enum(['off', 'worked']).default('off'),
      vi: z.string(),
      en: z.string(),
      verification,
    }),
  ),
);

export const dossierFile = z.array(
  z.strictObject({
    code: z.string(),
    procedures: z.array(z.enum(procedureKinds)).min(1),
    from: date,
    until: date.optional(),
    contents: z.array(contentCode).default([]),
    stage: z.enum(['request', 'advance', 'payment', 'settlement']),
    mandatory: z.boolean(),
    label: twoLanguages,
    help: twoLanguages.optional(),
    cite: cite.optional(),
    /** The citation binds the provincial programme too; otherwise it is taken over there by analogy. */
    everywhere: z.boolean().default(false),
    verification,
  }),
);

export const legalFormsFile = z.array(
  z.strictObject({
    code: z.string(),
    vi: z.string(),
    en: z.string(),
    enterprise: z.boolean().default(false),
    personal: z.boolean().default(false),
  }),
);

export const sectorsFile = z.array(
  z.strictObject({
    code: z.string(),
    from: date,
    until: date.optional(),
    vi: z.string(),
    en: z.string(),
    cite: cite.optional(),
    verification,
  }),
);

export const enterpriseSizesFile = z.array(
  z.strictObject({
    class: z.enum(['micro', 'small', 'medium']),
    from: date,
    until: date.optional(),
    employees: z.int().positive(),
    revenue: amount,
    capital: amount,
    cite: cite.optional(),
    verification,
  }),
);

const basis = { cite: cite.optional(), verification };
const communeKinds = z.array(z.enum(['commune', 'ward', 'special_zone'])).default([]);
const places = z.strictObject({ province: communeKinds, city: communeKinds });

export const eligibilityFile = z.strictObject({
  id: z.string(),
  from: date,
  until: date.optional(),
  document: z.string(),
  legalForms: z.strictObject({
    allowed: z.array(z.string()),
    anywhere: z.array(z.string()).default([]),
    ...basis,
  }),
  place: z.strictObject({ eligible: places, toBeShown: places, craftVillage: z.boolean(), ...basis }),
  sectors: z.strictObject({ difficultAreasOnly: z.array(z.string()), ...basis }),
  size: z.strictObject(basis),
  cleanerProduction: z.strictObject(basis).optional(),
  clusterInvestor: z.strictObject(basis).optional(),
  priorities: z.array(
    z.strictObject({
      code: z.enum(priorityCodes),
      sectors: z.array(z.string()).optional(),
      employees: z.int().optional(),
      areas: z.array(z.enum(areas)).optional(),
      trait: z.enum(['women_owned', 'minority_owned']).optional(),
      toBeShown: z.boolean().default(false),
      ...basis,
    }),
  ),
});
export type EligibilityFile = z.output<typeof eligibilityFile>;

/** As stored in `citation` columns; the set's or the procedure's own document unless another is named. */
export function storedCitation(
  written: z.output<typeof cite> | undefined,
  document: string | undefined,
): { document: string; article: string | null; clause: string | null; point: string | null } | null {
  const named = written?.document ?? document;
  if (written === undefined || named === undefined) return null;
  return {
    document: named,
    article: written.article ?? null,
    clause: written.clause ?? null,
    point: written.point ?? null,
  };
}
