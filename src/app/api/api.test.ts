import { expect, it } from 'vitest';
import { ok, refuse } from '#kernel';
import { testDatabase } from '#testing';
import { answerApi, type ApiBindings } from './api.ts';
import { supportAnswerSchema, supportExamples } from './support-check.schema.ts';

const { db } = await testDatabase();
const bindings: ApiBindings = {
  db,
  province: '40',
  now: new Date('2026-11-24T03:00:00Z'),
  take: () => Promise.resolve(ok(undefined)),
};
const URL = 'http://localhost/api/v1';

const post = (body: unknown, headers: Record<string, string> = {}, given = bindings) =>
  answerApi(
    new Request(`${URL}/support-checks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    given,
  );

interface Described {
  readonly openapi: string;
  readonly paths: Record<
    string,
    { post: { requestBody: { content: Record<string, { examples: Record<string, { value: unknown }> }> } } }
  >;
  readonly components: { readonly schemas: Record<string, unknown> };
}
const described = async () =>
  (await (await answerApi(new Request(`${URL}/openapi.json`), bindings)).json()) as Described;

it('describes itself by OpenAPI 3.1, every reference leading somewhere', async () => {
  const document = await described();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(['/api/v1/support-checks']);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(0);
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
});

it('answers every example of its description, in the form it describes', async () => {
  const document = await described();
  const { examples } =
    document.paths['/api/v1/support-checks']!.post.requestBody.content['application/json']!;
  expect(Object.keys(examples)).toEqual(Object.keys(supportExamples));
  for (const { value } of Object.values(examples)) {
    const answer = await post(value);
    expect(answer.status).toBe(200);
    expect(supportAnswerSchema.safeParse(await answer.json()).error).toBeUndefined();
  }
});

it('computes amounts as decimal strings and speaks the language asked for', async () => {
  const { value } = supportExamples['a machine line in a mountain commune'];
  const answer = (await (await post(value, { 'accept-language': 'en-GB,en;q=0.9' })).json()) as {
    contents: { most: string }[];
    eligibility: { sentence: string };
  };
  expect(answer.contents[0]?.most).toBe('450000000');
  expect(answer.eligibility.sentence).toBe('May be supported');
});

it('lists everything that is wrong, each with a pointer to its place', async () => {
  const answer = await post({
    place: 'không đâu cả',
    legalForm: 'guild',
    sector: 'NN-A',
    employees: 3,
    wants: [
      { content: 'MM-01', cost: '-5' },
      { content: 'XX-99', cost: '1' },
      { content: 'MH-01', cost: '500', totalInvestment: '400' },
    ],
    on: '2010-01-01',
  });
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const { errors } = (await answer.json()) as { errors: { pointer: string; detail: string }[] };
  expect(errors.map(({ pointer }) => pointer)).toEqual([
    '/place',
    '/on',
    '/legalForm',
    '/wants/0/cost',
    '/wants/1/content',
    '/wants/2/totalInvestment',
  ]);
  for (const { detail } of errors) expect(detail).toContain(' ');
});

it('answers with the order of priority and the conditions of each content', async () => {
  const { value } = supportExamples['an exporter that says what it knows of the conditions'];
  const answer = (await (await post(value, { 'accept-language': 'en' })).json()) as {
    eligibility: { priorityOrder: { key: number[]; levels: { sentence: string; citation: string }[] } };
    contents: { conditions: { code: string; status: string }[] }[];
  };
  const { key, levels } = answer.eligibility.priorityOrder;
  expect(key).toEqual([5, 1, 2]);
  expect(levels[1]).toMatchObject({
    sentence: expect.stringContaining('rank 1 of 2: Group (b)') as string,
    citation: expect.stringContaining('46/2012/TT-BCT') as string,
  });
  expect(answer.contents[0]?.conditions.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
});

it('points at impossible shares and at answers that are none', async () => {
  const answer = await post({
    place: '17035',
    legalForm: 'cooperative',
    sector: '62',
    employees: 3,
    localMaterialShare: -20,
    wants: [{ content: 'MM-01', cost: '5000', conditions: { machinery_is_new: ['perhaps'] } }],
  });
  const { errors } = (await answer.json()) as { errors: { pointer: string; code: string; detail: string }[] };
  expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/localMaterialShare',
    '/sector',
    '/wants/0/conditions/machinery_is_new',
  ]);
  for (const { code, detail } of errors) expect(detail).not.toBe(code);
});

it('points at what has the wrong form, and at names it does not know', async () => {
  const answer = await post({
    place: '17035',
    sector: 'NN-A',
    employees: 3,
    tax: 1,
    wants: [{ content: 'MM-01', cost: 5 }],
  });
  const { errors } = (await answer.json()) as { errors: { pointer: string; code: string; detail: string }[] };
  expect(answer.status).toBe(422);
  expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['', '/legalForm', '/wants/0/cost']);
  for (const { code, detail } of errors) expect(detail).not.toBe(code);
});

it('refuses what is not JSON, what is asked too often, and an address it does not have', async () => {
  expect((await post('{')).status).toBe(400);
  const often = { ...bindings, take: () => Promise.resolve(refuse('too_many_tries', { minutes: 5 })) };
  expect((await post(supportExamples['a machine line in a mountain commune'].value, {}, often)).status).toBe(
    429,
  );
  expect((await answerApi(new Request(`${URL}/nothing`), bindings)).status).toBe(404);
});

it('may be asked by pages of other sites, without their cookies', async () => {
  const answer = await answerApi(
    new Request(`${URL}/support-checks`, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.vn', 'access-control-request-method': 'POST' },
    }),
    bindings,
  );
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
});

it('holds past awards of a tax code against the question, and keeps the code out of the address', async () => {
  const { value } = supportExamples['a company and what it was granted before'];
  const answer = (await (await post(value)).json()) as { past: unknown; address: string };
  expect(answer.past).toEqual([]);
  expect(answer.address).not.toContain(value.taxCode);
  const without = (await (await post({ ...value, taxCode: null })).json()) as { past: unknown };
  expect(without.past).toBeNull();
});

it('refuses a personal number as a tax code, with a pointer to it', async () => {
  const { value } = supportExamples['a company and what it was granted before'];
  const answer = await post({ ...value, taxCode: '040085012345', employees: 5 });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    errors: [{ pointer: '/taxCode', code: 'support_tax_code_is_personal' }],
  });
});
