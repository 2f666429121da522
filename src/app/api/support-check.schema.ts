import { z } from '@hono/zod-openapi';

/** What programs ask and are answered; the form of `saySupport`, amounts as decimal strings of đồng. */

const amount = () =>
  z
    .string()
    .regex(/^-?\d{1,18}$/, 'amount_is_not_a_decimal_string')
    .openapi({ example: '700000000', description: 'Whole đồng as a decimal string.' });
const trait = (description: string) => z.boolean().default(false).openapi({ description });

export const supportCheck = z
  .strictObject({
    place: z.string().min(1).max(100).openapi({
      description:
        'Five-digit code of the commune of production, or a name it has or had; for a day before 1 July 2025 also an old commune (tinh-nghe-an/huyen-con-cuong/xa-chi-khe).',
      example: '17035',
    }),
    legalForm: z.string().openapi({ example: 'household_business' }),
    sector: z.string().max(20).openapi({
      description:
        'Code of the sector, or a code of economic sectors (VSIC, 2 to 5 digits) that leads to one.',
      example: 'NN-C',
    }),
    employees: z.int().min(0).max(999_999).openapi({ example: 8 }),
    revenue: amount().nullish(),
    capital: amount().nullish(),
    womenOwned: trait('Owned by women.'),
    minorityOwned: trait('Owned by people of ethnic minorities.'),
    craftVillage: trait('Produces in a craft village.'),
    craftVillageDecision: z.string().max(120).nullish().openapi({
      description: 'Number of the decision that recognised the village.',
    }),
    cleanerProduction: trait('Applies cleaner production.'),
    clusterInvestor: trait('Invests in the infrastructure of an industrial cluster.'),
    localMaterialShare: z.number().nullish().openapi({
      description: 'Per cent of the value of all material that comes from the own province.',
      example: 62.5,
    }),
    exports: trait('Has an export contract or produces for export.'),
    supportingIndustry: trait('Products on the national list of supporting industry.'),
    typicalProduct: trait('Has a product chosen as typical of rural industry.'),
    typicalProductCertificate: z.string().max(120).nullish().openapi({
      description: 'Number of the certificate of that product.',
    }),
    keyProduct: trait('In a programme of key products of the nation, the region or the province.'),
    taxCode: z.string().max(30).nullish().openapi({
      description:
        'Whose past awards, in any fund and province here, are held against the question. A personal number is refused.',
      example: '2900000113',
    }),
    wants: z
      .array(
        z.strictObject({
          content: z.string().max(20).openapi({ example: 'MM-01', description: 'Code of a content.' }),
          cost: amount(),
          totalInvestment: amount().nullish(),
          conditions: z
            .record(z.string().max(60), z.array(z.string().max(60)).max(12))
            .optional()
            .openapi({
              description:
                'What is said of the conditions of the content: codes of choices by the code of a condition. What is left out is to be shown by a paper.',
              example: { machinery_is_new: ['yes'], machinery_beats_present: ['productivity'] },
            }),
        }),
      )
      .min(1, 'support_nothing_is_wanted')
      .max(12)
      .refine((wants) => new Set(wants.map((want) => want.content)).size === wants.length, {
        error: 'support_is_wanted_twice',
      }),
    on: z.string().max(10).nullish().openapi({
      description: 'The day whose rules apply, YYYY-MM-DD; today where it is left out.',
      example: '2026-11-24',
    }),
  })
  .openapi('SupportCheck');
export type SupportCheck = z.output<typeof supportCheck>;

const cited = { citation: z.string().nullable(), verified: z.boolean() };

export const supportAnswerSchema = z
  .object({
    on: z.string(),
    place: z.object({ code: z.string(), name: z.string() }),
    address: z.string().openapi({ description: 'The same answer as a page, to read and to print.' }),
    eligibility: z
      .object({
        verdict: z.enum(['eligible', 'not_eligible', 'to_be_shown']),
        sentence: z.string(),
        findings: z.array(
          z.object({
            code: z.string(),
            status: z.enum(['passed', 'failed', 'to_be_shown']),
            sentence: z.string(),
            ...cited,
          }),
        ),
        priorities: z.array(
          z.object({ code: z.string(), status: z.enum(['passed', 'to_be_shown']), name: z.string() }),
        ),
        priorityOrder: z
          .object({
            key: z.array(z.int()),
            levels: z.array(
              z.object({
                by: z.enum(['area', 'sector', 'owner']),
                rank: z.int().openapi({ description: '1 is best; one more than `of`: in none of them.' }),
                of: z.int(),
                possible: z.int().openapi({ description: 'The rank once what is to be shown is shown.' }),
                sentence: z.string(),
                ...cited,
              }),
            ),
          })
          .openapi({ description: 'Compare `key` from the left; who has the smaller one comes first.' }),
      })
      .nullable(),
    contents: z.array(
      z.object({
        content: z.string(),
        name: z.string(),
        cost: amount(),
        totalInvestment: amount().nullable(),
        most: amount().nullable().openapi({ description: 'The larger of both funds; null: by none.' }),
        funds: z.array(
          z.object({
            fund: z.enum(['national', 'local']),
            amount: amount().nullable(),
            verified: z.boolean(),
            money: z.enum(['left', 'none', 'no_fund', 'not_known']),
            sentences: z.array(z.string()),
            citations: z.array(z.string()),
          }),
        ),
        conditions: z.array(
          z.object({
            code: z.string(),
            status: z.enum(['passed', 'failed', 'to_be_shown']),
            sentence: z.string(),
            procedures: z
              .array(z.enum(['national', 'provincial']))
              .openapi({ description: 'Empty: both programmes.' }),
            paper: z.object({ code: z.string(), name: z.string() }).nullable(),
            ...cited,
          }),
        ),
        past: z
          .array(
            z.object({
              code: z.enum(['same_content_same_year', 'same_content_under_way', 'same_content_before']),
              status: z.enum(['passed', 'failed', 'to_be_shown']),
              sentence: z.string(),
              number: z.string().openapi({ description: 'Of the award it speaks of.' }),
              ...cited,
            }),
          )
          .openapi({ description: 'Past awards for the same content: failed, it would be paid twice.' }),
        alternatives: z
          .array(
            z.object({
              content: z.string(),
              name: z.string(),
              most: amount().nullable(),
              fund: z.enum(['national', 'local']).nullable(),
              verified: z.boolean(),
              needs: z.string(),
              papers: z.array(z.string()),
            }),
          )
          .openapi({ description: 'What else the same cost might come under, and what that needs.' }),
      }),
    ),
    past: z
      .array(
        z.object({
          province: z.string(),
          provinceName: z.string(),
          number: z.string(),
          establishment: z.string(),
          content: z.string(),
          name: z.string(),
          year: z.int(),
          fund: z.enum(['national', 'local']),
          state: z.string(),
          amount: amount(),
          on: z.string(),
        }),
      )
      .nullable()
      .openapi({ description: 'Everything granted to the tax code before; null: none was named.' }),
    papers: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        help: z.string().nullable(),
        mandatory: z.boolean(),
        contents: z.array(z.string()),
        ...cited,
      }),
    ),
  })
  .openapi('SupportAnswer');

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    errors: z.array(
      z.object({
        pointer: z.string().openapi({ description: 'JSON pointer into the question; "" for the whole.' }),
        code: z.string(),
        detail: z.string(),
      }),
    ),
  })
  .openapi('Problem');

const household = { legalForm: 'household_business', sector: 'NN-C', employees: 8 };
/** Every one of these is answered: a test asks them all. */
export const supportExamples = {
  'a machine line in a mountain commune': {
    value: { place: '17035', ...household, wants: [{ content: 'MM-02', cost: '1000000000' }] },
  },
  'a company in a ward of a centrally run city': {
    value: {
      place: '00004',
      legalForm: 'limited_company',
      sector: 'NN-D',
      employees: 40,
      revenue: '5000000000',
      wants: [{ content: 'MM-01', cost: '700000000' }],
    },
  },
  'an exporter that says what it knows of the conditions': {
    value: {
      place: '17035',
      legalForm: 'cooperative',
      sector: '10',
      employees: 62,
      localMaterialShare: 80,
      exports: true,
      wants: [
        {
          content: 'MM-01',
          cost: '700000000',
          conditions: {
            machinery_is_new: ['yes'],
            machinery_beats_present: ['productivity', 'pollution'],
            transferred_technology_is_encouraged: ['none'],
          },
        },
      ],
    },
  },
  'a company and what it was granted before': {
    value: {
      place: '17035',
      legalForm: 'limited_company',
      sector: 'NN-C',
      employees: 25,
      revenue: '12000000000',
      taxCode: '0100109106',
      wants: [
        { content: 'MM-01', cost: '700000000' },
        { content: 'NH-01', cost: '60000000' },
      ],
    },
  },
  'a cooperative, by the rules of an earlier day': {
    value: {
      place: '17035',
      legalForm: 'cooperative',
      sector: 'NN-A',
      employees: 18,
      womenOwned: true,
      wants: [
        { content: 'NH-01', cost: '60000000' },
        { content: 'HC-02', cost: '20000000' },
      ],
      on: '2025-12-01',
    },
  },
};
