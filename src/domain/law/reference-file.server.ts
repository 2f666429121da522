import { z } from 'zod';
import { roles } from '#people';
import { documentKinds, relationKinds } from './document.ts';
import { cityGrades, priorityAreas } from '#territory';
import { priorityCodes, priorityTraits } from './eligibility-rules.ts';
import { deskSilences, procedureKinds, projectEvents } from './procedure.ts';
import {
  amount,
  cite,
  contentCode,
  date,
  rate,
  twoLanguages,
  verification,
} from './reference-fields.server.ts';

/** The shapes of the other YAML files law comes in, shipped under `reference/`. */

const relations = z.partialRecord(z.enum(relationKinds), z.array(z.string()));
export const documentsFile = z.array(
  z.strictObject({
    code: z.string(),
    kind: z.enum(documentKinds),
    issuer: z.string(),
    province: z.string().length(2).optional(),
    title: twoLanguages,
    issued: date.optional(),
    effective: date.optional(),
    expired: date.optional(),
    verification,
    relations: relations.default({}),
    /** Where it was read; an address serves both languages. */
    source: z.union([z.string().transform((where) => ({ vi: where, en: where })), twoLanguages]).optional(),
  }),
);

/** By document; `at` is "article clause point". */
export const articlesFile = z.record(
  z.string(),
  z.array(
    z.strictObject({
      at: z.string().regex(/^\S+( \S+){0,2}$/),
      vi: z.string(),
      en: z.string(),
      verification: verification.default('full_text'),
    }),
  ),
);

export const contentsFile = z.array(
  z.strictObject({ code: contentCode, group: z.int(), vi: z.string(), en: z.string() }),
);

export const wishesFile = z.array(
  z.strictObject({
    group: z.enum(['machines', 'models', 'market', 'people', 'environment']),
    wishes: z.array(
      z.strictObject({ content: contentCode, needs: twoLanguages, instead: z.array(contentCode) }),
    ),
  }),
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
      silence: z.enum(deskSilences).default('escalation'),
      /** The most days the article cited allows; left out where it fixes none. */
      mostDays: z.int().positive().optional(),
      setByProvince: z.boolean().default(true),
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
    vsic: z
      .strictObject({
        codes: z.array(z.string().regex(/^\d{2,5}$/)).min(1),
        cite: cite.optional(),
        verification,
      })
      .optional(),
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

const oldPlace = z.strictObject({
  kinds: z.array(z.enum(['commune', 'township', 'ward', 'district'])),
  wardsIn: z.array(z.enum(['rural_district', 'town', 'city', 'urban_district'])),
  wardsOfGrades: z.array(z.enum(cityGrades)),
  recentWards: z.strictObject({ years: z.int().positive(), ...basis }),
  ...basis,
});
const priorityCode = z.enum(priorityCodes);

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
  place: z.strictObject({
    eligible: places,
    toBeShown: places,
    craftVillage: z.boolean(),
    old: oldPlace.optional(),
    ...basis,
  }),
  sectors: z.strictObject({ difficultAreasOnly: z.array(z.string()), ...basis }),
  size: z.strictObject(basis),
  cleanerProduction: z.strictObject(basis).optional(),
  clusterInvestor: z.strictObject(basis).optional(),
  priorities: z.array(
    z.strictObject({
      code: priorityCode,
      sectors: z.array(z.string()).optional(),
      employees: z.int().optional(),
      localMaterialAbove: rate.optional(),
      areas: z.array(z.enum(priorityAreas)).optional(),
      trait: z.enum(priorityTraits).optional(),
      provenBy: z.enum(['typicalProductCertificate']).optional(),
      toBeShown: z.boolean().default(false),
      ...basis,
    }),
  ),
  priorityOrder: z.array(
    z.strictObject({
      by: z.enum(['area', 'sector', 'owner']),
      ranks: z.array(z.strictObject({ name: twoLanguages, priorities: z.array(priorityCode).min(1) })).min(1),
      judged: z.array(priorityCode).default([]),
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

export const paperFormsFile = z.array(
  z.strictObject({
    kind: z.string(),
    series: z.string(),
    vi: z.string(),
    en: z.string(),
    form: z.string().optional(),
    cite: cite.optional(),
    verification,
  }),
);
