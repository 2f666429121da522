import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { readJson, refuse, todayIn, type FormFields, type Locale, type Refusal, type Result } from '#kernel';
import type { Database } from '#platform/server';
import { askSupport } from '#projects/server';
import { refusalSentence } from '#text';
import { saySupport } from '../support-page.ts';
import {
  problem,
  supportAnswerSchema,
  supportCheck,
  supportExamples,
  type SupportCheck,
} from './support-check.schema.ts';

/** What a request of the interface for programs needs of the process around it. */
export interface ApiBindings {
  readonly db: Database;
  /** The province this installation shows the public. */
  readonly province: string;
  readonly now: Date;
  /** Takes one of the tries that an address has in an hour. */
  readonly take: () => Promise<Result<void>>;
}

const PROBLEM = 'application/problem+json';
const problemOf = (description: string) => ({ description, content: { [PROBLEM]: { schema: problem } } });

const askRoute = createRoute({
  method: 'post',
  path: '/support-checks',
  summary: 'What support can this establishment get, how much, and why?',
  description:
    'Nothing is stored. Past awards are looked up for a tax code only where one is given. The language follows Accept-Language (vi, en). Amounts are decimal strings of đồng.',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: supportCheck, examples: supportExamples } },
    },
  },
  responses: {
    200: {
      description: 'The answer.',
      content: { 'application/json': { schema: supportAnswerSchema } },
    },
    400: problemOf('Not JSON.'),
    422: problemOf('Everything that is wrong with the question, each with its place.'),
    429: problemOf('Asked too often from one address.'),
  },
});

const app = new OpenAPIHono<{ Bindings: ApiBindings }>({
  defaultHook: async (result, c) => {
    if (result.success) return;
    const read = readJson(supportCheck, await c.req.json());
    const refusal = read.ok ? refuse('field_is_not_understood').refusal : read.refusal;
    return problemAnswer(422, refusal, languageOf(c.req.header('accept-language')), pointerOfPath);
  },
}).basePath('/api/v1');

app.use(
  '*',
  cors({ origin: '*', allowMethods: ['GET', 'POST'], allowHeaders: ['content-type', 'accept-language'] }),
);

app.openapi(askRoute, async (c) => {
  const { db, province, now, take } = c.env;
  const locale = languageOf(c.req.header('accept-language'));
  const taken = await take();
  if (!taken.ok) return problemAnswer(429, taken.refusal, locale, () => '') as never;
  const check = c.req.valid('json');
  const today = todayIn(now);
  const asked = await askSupport({ db, province }, fieldsOf(check), today);
  const said = saySupport(asked, today, locale);
  if (said !== null)
    return c.json(said as z.input<typeof supportAnswerSchema>, 200, { 'content-language': locale });
  const refusal = asked.question.ok ? refuse('field_is_not_understood').refusal : asked.question.refusal;
  return problemAnswer(422, refusal, locale, (one) => pointerOfField(one, check)) as never;
});

app.doc31('/openapi.json', {
  openapi: '3.1.0',
  info: {
    title: 'Khuyến Công',
    version: '1',
    description: 'What support rural industrial establishments can get, by the rules of any day.',
    license: { name: 'AGPL-3.0-or-later' },
  },
});

app.onError((error, c) => {
  if (!(error instanceof HTTPException)) throw error;
  const refusal = refuse('body_is_not_json').refusal;
  return problemAnswer(error.status, refusal, languageOf(c.req.header('accept-language')), () => '');
});
app.notFound((c) =>
  problemAnswer(404, refuse('api_not_found').refusal, languageOf(c.req.header('accept-language')), () => ''),
);

/** Answers a request of another program under /api/v1. */
export async function answerApi(request: Request, bindings: ApiBindings): Promise<Response> {
  return app.fetch(request, bindings);
}

/** English where it is asked for before Vietnamese. */
function languageOf(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().slice(0, 2));
  return wanted.find((one) => one === 'vi' || one === 'en') === 'en' ? 'en' : 'vi';
}

function problemAnswer(
  status: number,
  refusal: Refusal,
  locale: Locale,
  pointerOf: (refusal: Refusal) => string,
): Response {
  const errors = [refusal, ...(refusal.also ?? [])].map((one) => ({
    pointer: pointerOf(one),
    code: one.code,
    detail: refusalSentence(one, locale),
  }));
  const title = errors[0]?.detail ?? '';
  return Response.json(
    { type: 'about:blank', title, status, errors },
    { status, headers: { 'content-type': PROBLEM, 'content-language': locale } },
  );
}

/** The question as the form of the page has it: both are read by the same rules. */
function fieldsOf(check: SupportCheck): FormFields {
  const fields: Record<string, string> = {
    [/^\d{5}$|\//.test(check.place) ? 'place' : 'q']: check.place,
    form: check.legalForm,
    sector: check.sector,
    employees: String(check.employees),
    revenue: check.revenue ?? '',
    capital: check.capital ?? '',
    women: check.womenOwned ? 'on' : '',
    minority: check.minorityOwned ? 'on' : '',
    craft: check.craftVillage ? 'on' : '',
    decision: check.craftVillageDecision ?? '',
    cleaner: check.cleanerProduction ? 'on' : '',
    cluster: check.clusterInvestor ? 'on' : '',
    material: String(check.localMaterialShare ?? ''),
    export: check.exports ? 'on' : '',
    supporting: check.supportingIndustry ? 'on' : '',
    typical: check.typicalProduct ? 'on' : '',
    certificate: check.typicalProductCertificate ?? '',
    key: check.keyProduct ? 'on' : '',
    want: check.wants.map(({ content }) => content).join(','),
    on: check.on ?? '',
    tax: check.taxCode ?? '',
  };
  for (const { content, cost, totalInvestment, conditions } of check.wants) {
    fields[`cost.${content}`] = cost;
    fields[`total.${content}`] = totalInvestment ?? '';
    for (const [code, choices] of Object.entries(conditions ?? {}))
      fields[`is.${content}.${code}`] = choices.join(',');
  }
  return fields;
}

const pointerOfPath = ({ field }: Refusal) =>
  field === undefined || field === '' ? '' : `/${field.replaceAll('.', '/')}`;

/** Where the form's name for something is another. */
const NAMES: Readonly<Record<string, string>> = {
  form: 'legalForm',
  tax: 'taxCode',
  material: 'localMaterialShare',
};

function pointerOfField({ field = '', params }: Refusal, { wants }: SupportCheck): string {
  const [name, ...rest] = field.split('.');
  const at = (content: string) => wants.findIndex((want) => want.content === content);
  if (name === 'cost') return `/wants/${at(rest.join('.'))}/cost`;
  if (name === 'total') return `/wants/${at(rest.join('.'))}/totalInvestment`;
  if (name === 'want')
    return 'content' in params ? `/wants/${at(String(params['content']))}/content` : '/wants';
  if (name === 'is') return `/wants/${at(rest[0] ?? '')}/conditions/${rest[1] ?? ''}`;
  return `/${NAMES[name ?? ''] ?? name}`;
}
