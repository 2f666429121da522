import { expect, it } from 'vitest';
import { dong, expectOk, localDate, parseTaxCode, type FormFields, type TaxCode } from '#kernel';
import { cast, fundWith, registered, submitted, testDatabase, walkTo } from '#testing';
import { askSupport } from './ask-support.server.ts';
import { supportQuery } from './support-question.ts';

/** A company whose machine of 300 million is in the plan of 2026, and whose second request is only submitted. */
const COMPANY = '0100109106';
const TODAY = localDate('2026-11-24');

const database = await testDatabase();
const people = await cast(database.db);
const { owner, establishmentId } = await registered(people, { taxCode: COMPANY });
const fund = await fundWith(people, dong(2_000_000_000));
await walkTo(people, await submitted(owner, establishmentId), fund.id, 'approve_plan');
await submitted(owner, establishmentId, { contentCode: 'NH-01', title: 'Nhãn hiệu', asked: '20 triệu' });

const question: FormFields = {
  place: '17035',
  form: 'limited_company',
  sector: 'NN-C',
  employees: '8',
  revenue: '5 tỷ',
  want: 'MM-01,NH-01',
  'cost.MM-01': '700 triệu',
  'cost.NH-01': '60 triệu',
};
const ask = (fields: FormFields, scope: { province?: string; own?: TaxCode[] } = {}, today = TODAY) =>
  askSupport({ db: database.db, province: '40', ...scope }, { ...question, ...fields }, today);
type Asked = Awaited<ReturnType<typeof ask>>;
const wishOf = ({ answer }: Asked, content: string) =>
  answer?.wishes.find(({ wish }) => wish.content === content);

it('shows what the tax code was granted, and that the same again this year is paid twice', async () => {
  const asked = await ask({ tax: COMPANY });
  expect(asked.answer?.past).toMatchObject([
    {
      province: '40',
      content: 'MM-01',
      amount: dong(300_000_000),
      fiscalYear: 2026,
      procedure: 'provincial',
    },
  ]);
  expect(wishOf(asked, 'MM-01')?.past).toMatchObject([
    { code: 'same_content_same_year', status: 'failed', award: { province: '40' } },
  ]);
  // The cap of the year is used up, so the norm itself refuses as well.
  expect(wishOf(asked, 'MM-01')?.funds[0]?.answer).toMatchObject({
    refusal: { code: 'support_limit_reached' },
  });
  expect(wishOf(asked, 'NH-01')?.past).toEqual([]);
});

it('finds the awards of a branch of the same company, and from another province', async () => {
  expect((await ask({ tax: `${COMPANY}-001` })).answer?.past).toHaveLength(1);
  expect((await ask({ tax: COMPANY }, { province: '38' })).answer?.past).toHaveLength(1);
  expect((await ask({ tax: '0101248141' })).answer?.past).toEqual([]);
});

it('asks for proof next year while that project is under way, and computes the amount anew', async () => {
  const asked = await ask({ tax: COMPANY }, {}, localDate('2027-03-01'));
  expect(wishOf(asked, 'MM-01')?.past).toMatchObject([
    { code: 'same_content_under_way', status: 'to_be_shown' },
  ]);
  expect(wishOf(asked, 'MM-01')?.most).toBe(dong(300_000_000));
});

it('knows nothing of awards where no tax code is given, nor of those after the day asked about', async () => {
  const without = await ask({});
  expect(without.answer?.past).toBeNull();
  expect(wishOf(without, 'MM-01')).toMatchObject({ past: [], most: dong(300_000_000) });
  expect(wishOf(await ask({ tax: COMPANY, on: '01/03/2026' }), 'MM-01')?.past).toEqual([]);
});

it('keeps the tax code out of the address of the answer', async () => {
  const { question: read } = await ask({ tax: COMPANY });
  expect(supportQuery(expectOk(read), TODAY)).not.toContain(COMPANY);
  expect(expectOk(read).taxCode).toBe(COMPANY);
});

it.each([
  ['0100109107', 'tax_code_check_digit_is_wrong'],
  ['01001', 'tax_code_has_wrong_length'],
  ['040085012345', 'support_tax_code_is_personal'],
])('refuses the tax code %s beside its field, with everything else that is wrong', async (tax, code) => {
  const { question: read, answer } = await ask({ tax, employees: 'mười' });
  expect(answer).toBeNull();
  expect(read).toMatchObject({
    refusal: { code: 'count_is_not_a_number', also: [{ code, field: 'tax' }] },
  });
});

it('answers about a personal number only to whom it belongs', async () => {
  const own = expectOk(parseTaxCode('040085012345'));
  expect((await ask({ tax: own }, { own: [own] })).answer?.past).toEqual([]);
});
