import { z } from 'zod';
import { dongSchema, isLocalDate, localDate, percent } from '#kernel';
import { costKinds } from './cost-kind.ts';
import { areas, funds, levels, type EarlierSupport, type SupportFacts, type UnitFacts } from './norm.ts';

/**
 * A question to the norms as JSON: amounts are decimal strings of đồng, dates `YYYY-MM-DD`, codes those of
 * the catalogues. The same for the command line and the API.
 */
const day = z
  .string()
  .refine(isLocalDate, 'date_is_not_understood')
  .transform((text) => localDate(text));

const budgetYear = z.int().min(2000).max(2100);

const unit = z.strictObject({
  eligibleCost: dongSchema,
  totalInvestment: dongSchema.optional(),
  technologyLine: z.boolean().optional(),
  establishment: z.string().min(1).max(80).optional(),
  level: z.enum(levels).optional(),
  costs: z.array(z.strictObject({ kind: z.enum(costKinds), amount: dongSchema })).optional(),
  vat: dongSchema.optional(),
  earlier: z
    .array(
      z
        .strictObject({
          on: day,
          amount: dongSchema,
          content: z.string().min(1).max(20).optional(),
          year: budgetYear.optional(),
        })
        .transform(withoutHoles<EarlierSupport>),
    )
    .optional(),
});

export const supportQuestion = z
  .strictObject({
    on: day,
    fund: z.enum(funds),
    province: z.string().regex(/^\d{2}$/, 'province_is_unknown'),
    content: z.string().min(1).max(20),
    units: z.array(unit),
    area: z.enum(areas).default('normal'),
    /** A factor as people write it, 1.5; at most two decimals. */
    priorityFactor: z
      .number()
      .min(0)
      .max(100)
      .transform((factor) => percent((factor * 100).toFixed(2)))
      .optional(),
    year: budgetYear.optional(),
  })
  .transform(({ on, priorityFactor, units, year, ...facts }) => ({
    on,
    facts: {
      ...facts,
      units: units.map(withoutHoles<UnitFacts>),
      ...(priorityFactor === undefined ? {} : { priorityFactor }),
      ...(year === undefined ? {} : { year }),
    } satisfies SupportFacts,
  }));

function withoutHoles<T>(given: object): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}
