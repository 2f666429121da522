import { expect, it } from 'vitest';
import { expectOk, localDate, ok, refuse, type FormFields } from '#kernel';
import { testDatabase } from '#testing';
import { readSupportQuestion } from './read-support-question.ts';
import { askSupport } from './ask-support.server.ts';
import { supportQuery } from './support-question.ts';

const TODAY = localDate('2026-11-24');

const household: FormFields = {
  place: '17035',
  form: 'household_business',
  sector: 'NN-C',
  employees: '8',
  want: 'MM-01,MM-02',
  'cost.MM-01': '700 triệu',
  'cost.MM-02': '1 tỷ',
};

const database = await testDatabase();
const ask = (fields: FormFields, today = TODAY) =>
  askSupport({ db: database.db, province: '40' }, fields, today);

const codesOf = (refusal: {
  code: string;
  field?: string;
  also?: readonly { code: string; field?: string }[];
}) => [refusal, ...(refusal.also ?? [])].map(({ code, field }) => [field, code]);

it.each([
  ['a household in a mountain commune buying a line', household, 'eligible', '450000000'],
  [
    'a company in a ward of a centrally run city, no craft village',
    { ...household, place: '00004', form: 'limited_company', revenue: '5 tỷ' },
    'not_eligible',
    '450000000',
  ],
  [
    'a cooperative wanting a trademark and a fair',
    {
      ...household,
      form: 'cooperative',
      want: 'NH-01,HC-02',
      'cost.NH-01': '60 triệu',
      'cost.HC-02': '20 triệu',
    },
    'eligible',
    '30000000',
  ],
])('answers %s', async (_, fields, verdict, most) => {
  const { answer, question } = await ask(fields);
  expect(question).toMatchObject({ ok: true });
  expect(answer?.eligibility).toMatchObject({ value: { verdict } });
  expect(String(answer?.wishes[0]?.most)).toBe(most);
});

it('says everything that is wrong at once, each beside its field', async () => {
  const { question, answer } = await ask({
    q: 'nơi không có',
    form: 'guild',
    employees: 'mấy người',
    revenue: '-5 tỷ',
    want: 'MM-01,XX-99,NH-01,MH-01',
    'cost.MM-01': '-1',
    'cost.MH-01': '500 triệu',
    'total.MH-01': '400 triệu',
    on: '01/01/2010',
  });
  expect(answer).toBeNull();
  expect(question.ok || codesOf(question.refusal)).toEqual([
    ['place', 'support_place_is_not_found'],
    ['on', 'date_before_first_norm_set'],
    ['form', 'legal_form_is_unknown'],
    ['sector', 'choice_is_missing'],
    ['employees', 'count_is_not_a_number'],
    ['revenue', 'amount_is_negative'],
    ['cost.MM-01', 'amount_is_negative'],
    ['want', 'unknown_content'],
    ['cost.NH-01', 'amount_is_empty'],
    ['total.MH-01', 'total_investment_is_below_cost'],
  ]);
});

it('offers what a merged ward became, and takes the choice', async () => {
  const { rows } = await database.owner.query<{ id: string; became: string }>(
    `select s.old_id as id, min(s.commune_code) as became from territory.succession s
      join territory.old_unit o on o.id = s.old_id where o.code is not null and o.name like 'Phường %'
      and not exists (select from territory.commune c where c.code = o.code)
      group by s.old_id having count(*) = 1 limit 1`,
  );
  const { offered, question } = await ask({ ...household, place: rows[0]!.id });
  expect(question).toMatchObject({ refusal: { code: 'support_place_has_become', field: 'place' } });
  expect(offered.map(({ commune }) => commune.code)).toEqual([rows[0]!.became]);
  expect((await ask({ ...household, place: rows[0]!.became })).place.ok).toBe(true);
});

it('looks again for a name typed over the place chosen before', async () => {
  const typed = { ...household, q: 'Tam Hợp', for: 'Xã Quỳ Hợp' };
  const { place, offered } = await ask(typed);
  const names = place.ok ? [place.value.name] : offered.map(({ commune }) => commune.name);
  expect(names).toContain('Tam Hợp');
  expect(names).not.toContain('Con Cuông');
});

it('gives the same question the same address, and reads it back', async () => {
  const first = expectOk(
    (await ask({ ...household, women: 'on', revenue: '4,5 tỷ', on: '01/12/2025' })).question,
  );
  const query = supportQuery(first, TODAY);
  const fields = Object.fromEntries(new URLSearchParams(query));
  const again = expectOk((await ask({ ...fields, want: 'MM-01,MM-02' })).question);
  expect(again).toEqual(first);
  expect(supportQuery(again, TODAY)).toBe(query);
});

it('answers by the law of the day asked about', async () => {
  const before = await ask({ ...household, on: '01/01/2017' });
  const now = await ask(household);
  const setOf = (asked: typeof now) =>
    asked.answer?.wishes[0]?.funds.flatMap(({ answer }) => (answer.ok ? [answer.value.set.id] : []))[0];
  expect([setOf(before), setOf(now)]).toEqual(['national-2014-04-08', 'national-2018-05-11']);
});

it('says where it stands in the order, and what is impossible beside its field', async () => {
  const facts = { material: '62,5', export: 'on', typical: 'on', certificate: '12/GCN', key: 'on' };
  const { answer, question } = await ask({ ...household, ...facts });
  expect(answer?.eligibility).toMatchObject({ value: { priorityOrder: { key: [5, 1, 2] } } });
  const query = supportQuery(expectOk(question), TODAY);
  expect(Object.fromEntries(new URLSearchParams(query))).toMatchObject({ ...facts, material: '62.5' });
  for (const [material, code] of [
    ['-1', 'share_is_out_of_range'],
    ['101', 'share_is_out_of_range'],
    ['nhiều', 'share_is_not_understood'],
  ] as const) {
    const wrong = await ask({ ...household, material });
    expect(wrong.question.ok || codesOf(wrong.question.refusal)).toEqual([['material', code]]);
  }
});

it('takes a code of economic sectors for the sector it leads to', async () => {
  const asked = expectOk((await ask({ ...household, sector: '10800' })).question);
  expect(asked.applicant.sector).toBe('NN-A');
});

it('judges the conditions of what is wanted by what was said of them, and keeps that in the address', async () => {
  const said = {
    'is.MM-01.machinery_is_new': 'no',
    'is.MM-01.machinery_beats_present': 'quality,productivity',
    'is.MM-01.no_hand_fired_brick': 'none',
  };
  const { answer, question } = await ask({ ...household, ...said });
  const statuses = (content: string) =>
    answer?.wishes
      .find(({ wish }) => wish.content === content)
      ?.conditions.map(({ code, status }) => [code, status]);
  expect(statuses('MM-01')).toEqual([
    ['machinery_is_new', 'failed'],
    ['machinery_beats_present', 'passed'],
    ['transferred_technology_is_encouraged', 'to_be_shown'],
    ['no_hand_fired_brick', 'passed'],
  ]);
  expect(statuses('MM-02')?.map(([, status]) => status)).toEqual(Array(4).fill('to_be_shown'));
  // Used machinery gets nothing from any fund; the line is untouched by that.
  expect(answer?.wishes.map(({ wish, most }) => [wish.content, most])).toEqual([
    ['MM-02', 450_000_000n],
    ['MM-01', null],
  ]);
  expect(answer?.wishes[1]?.funds[0]?.answer).toMatchObject({
    refusal: {
      code: 'content_condition_is_not_met',
      params: { what: expect.stringContaining('đã qua') as string },
    },
  });
  const query = new URLSearchParams(supportQuery(expectOk(question), TODAY));
  expect(query.getAll('is.MM-01.machinery_beats_present')).toEqual(['productivity', 'quality']);
});

it('refuses choices that are none, and answers that contradict each other', async () => {
  const { question } = await ask({
    ...household,
    'is.MM-01.machinery_is_new': 'perhaps',
    'is.MM-01.machinery_beats_present': 'quality,none',
    'is.MM-02.machinery_is_new': 'yes,no',
  });
  expect(question.ok || codesOf(question.refusal)).toEqual([
    ['is.MM-01.machinery_is_new', 'choice_is_unknown'],
    ['is.MM-01.machinery_beats_present', 'condition_answers_contradict'],
    ['is.MM-02.machinery_is_new', 'condition_answers_contradict'],
  ]);
});

it('bars the national fund only where the condition is the national programme’s', async () => {
  const model = { ...household, sector: 'NN-A', want: 'MH-01', 'cost.MH-01': '3 tỷ' };
  const { answer } = await ask({ ...model, 'is.MH-01.technology_is_new_in_district': 'yes' });
  expect(answer?.wishes[0]?.funds.map(({ fund, answer: one }) => [fund, one.ok])).toEqual([
    ['national', false],
    ['local', true],
  ]);
});

it('names the old district where a condition asks about it', async () => {
  const model = { ...household, place: '17263', sector: 'NN-A', want: 'MH-01', 'cost.MH-01': '1 tỷ' };
  const { answer } = await ask(model);
  expect(answer?.wishes[0]?.conditions[0]?.sentence.vi).toContain('trong huyện Con Cuông');
});

const vinh = { ...household, place: '16681', sector: 'NN-A' };
const placeFinding = async (fields: FormFields) => {
  const { answer } = await ask(fields);
  return answer?.eligibility.ok === true ? answer.eligibility.value.findings[1] : undefined;
};

it('asks of a day before 15 October 2025 what the place was', async () => {
  expect(await placeFinding({ ...vinh, on: '14/10/2025' })).toMatchObject({
    code: 'place_depends_on_old_unit',
    status: 'to_be_shown',
    verified: false,
  });
  expect(await placeFinding({ ...vinh, on: '15/10/2025' })).toMatchObject({ code: 'place_is_rural' });
  expect(await placeFinding({ ...household, on: '14/10/2025' })).toMatchObject({ status: 'passed' });
});

it('takes an old commune by its own name for a day on which it was there', async () => {
  const ward = 'tinh-nghe-an/thanh-pho-vinh/phuong-le-mao';
  const at = (place: string, on: string) => placeFinding({ ...vinh, place, on });
  expect(await at(ward, '01/06/2020')).toMatchObject({
    code: 'old_place_did_not_count',
    params: { units: 'Phường Lê Mao (Thành phố Vinh)' },
  });
  expect(await at('tinh-nghe-an/thanh-pho-vinh/xa-hung-chinh', '01/06/2020')).toMatchObject({
    code: 'old_place_counted',
  });
  const { question } = await ask({ ...vinh, place: ward, on: '01/06/2020' });
  expect(supportQuery(expectOk(question), TODAY)).toContain(`place=${encodeURIComponent(ward)}`);
  const since = await ask({ ...vinh, place: ward, on: '01/07/2025' });
  expect(since.question).toMatchObject({ refusal: { code: 'support_place_has_become' } });
});

it('reads a place that could not be settled as a refusal beside the place', () => {
  const background = {
    today: TODAY,
    place: refuse('support_place_is_missing'),
    old: null,
    conditions: [],
    taxCode: ok(null),
    legalForms: new Map(),
    sectors: new Map(),
    norms: { contents: new Map(), sets: [] },
  };
  const read = readSupportQuestion({}, background);
  expect(read).toMatchObject({ ok: false, refusal: { field: 'place' } });
});

it('says whether a fund of the year has money, and nothing of other years or provinces', async () => {
  const { answer } = await ask(household);
  expect(answer?.wishes[0]?.funds.map(({ money }) => money)).toEqual(['no_fund', 'no_fund']);
  const elsewhere = await ask({ ...household, place: '00004' });
  expect(elsewhere.answer?.wishes[0]?.funds.map(({ money }) => money)).toEqual(['not_known', 'not_known']);
});

it('suggests what else the same cost might come under, the largest first, with what that needs', async () => {
  const { answer } = await ask({ ...household, want: 'MM-01', 'cost.MM-01': '1,2 tỷ' });
  const others = answer?.wishes[0]?.alternatives ?? [];
  expect(others.map(({ content }) => content.code)).toContain('MM-02');
  const amounts = others.map(({ most }) => most ?? -1n);
  expect(amounts).toEqual(amounts.toSorted((a, b) => Number(b - a)));
  expect(amounts.every((amount) => amount > 0n)).toBe(true);
  for (const { needs, wish } of others) {
    expect(needs.vi).not.toBe('');
    expect(wish.cost).toBe(1_200_000_000n);
  }
});

it('suggests nothing that is asked about already, and nothing for what has no kin', async () => {
  const { answer } = await ask(household);
  for (const { alternatives } of answer?.wishes ?? [])
    for (const { content } of alternatives) expect(['MM-01', 'MM-02']).not.toContain(content.code);
  const fair = await ask({ ...household, want: 'HC-02', 'cost.HC-02': '20 triệu' });
  expect(fair.answer?.wishes[0]?.alternatives).toEqual([]);
});
