import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, readForm } from '#kernel';
import { actorOfAccount, contextOf, createAccount, type Context } from '#people/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { changeEstablishment } from './change-establishment.server.ts';
import { checkEligibility } from './check-eligibility.server.ts';
import { establishmentFields } from './establishment-fields.ts';
import { establishmentForm, type EstablishmentInput } from './establishment.form.ts';
import { ownEstablishments, readEstablishment } from './read-establishments.server.ts';
import { registerEstablishment } from './register-establishment.server.ts';

let database: TestDatabase;
let c: Cast;
beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
});

// The tenth digit is the check digit.
const taxCodes = ['2900325526'];

export const typed = (over: Record<string, string> = {}): Record<string, string> => ({
  name: 'Hợp tác xã Mây tre đan Nghi Lộc',
  legalForm: 'cooperative',
  taxCode: taxCodes[0]!,
  representative: 'Nguyễn Văn Tâm',
  phone: '0912 345 678',
  commune: '16690',
  sector: 'NN-Đ',
  employees: '42',
  ...over,
});
const input = (over: Record<string, string> = {}): EstablishmentInput =>
  expectOk(readForm(establishmentForm, typed(over)));

async function newcomer(name: string): Promise<Context> {
  const email = `${Math.random()}@nghean.example`;
  const { id } = expectOk(await createAccount(c.administrator, { name, email }));
  const actor = await actorOfAccount({ db: database.db, province: c.province }, id, c.now);
  return contextOf(database.db, actor!, c.now);
}

async function again(cx: Context): Promise<Context> {
  const actor = await actorOfAccount({ db: cx.db, province: cx.province }, cx.actor.accountId, cx.now);
  return contextOf(cx.db, actor!, cx.now);
}

describe('registering an establishment', () => {
  it('makes the applicant its owner, and puts it in the trail', async () => {
    const applicant = await newcomer('Nguyễn Văn Tâm');
    const { id, unitId } = expectOk(await registerEstablishment(applicant, input()));
    const owner = await again(applicant);
    expect(owner.actor.memberships).toMatchObject([
      { unitId, role: 'establishment_owner', communeCode: '16690' },
    ]);
    expect(await ownEstablishments(owner)).toMatchObject([{ id, taxCode: '2900325526', employees: 42 }]);
    const { rows } = await database.super.query(
      `select kind, after from records.event where subject_id = $1`,
      [id],
    );
    expect(rows).toMatchObject([{ kind: 'establishment.registered', after: { taxCode: '2900325526' } }]);
  });

  it('keeps what the thresholds of priority ask, and the certificate only beside its product', async () => {
    const facts = { localMaterialShare: '62,5 %', exports: 'on', supportingIndustry: 'on', keyProduct: 'on' };
    const cx = await newcomer('Lê Ưu Tiên');
    const certificate = { typicalProduct: 'on', typicalProductCertificate: '12/GCN' };
    const code = { taxCode: '0301442989' };
    const { id } = expectOk(await registerEstablishment(cx, input({ ...facts, ...certificate, ...code })));
    const owner = await again(cx);
    const kept = expectOk(await readEstablishment(owner, id));
    expect(kept).toMatchObject({
      localMaterialShare: 6250n,
      exports: true,
      supportingIndustry: true,
      keyProduct: true,
      typicalProductCertificate: '12/GCN',
    });
    expect(establishmentFields(kept)).toMatchObject({ localMaterialShare: '62,5%', typicalProduct: 'on' });
    const eligibility = expectOk(await checkEligibility(owner, { id, on: localDate('2026-11-24') }));
    expect(eligibility.priorities.map((priority) => priority.code)).toEqual([
      'typical_product',
      'key_product',
      'exports',
      'local_material',
      'supporting_industry',
    ]);
    expect(eligibility.priorityOrder.key).toEqual([5, 1, 2]);

    const without = input({ ...code, typicalProductCertificate: '12/GCN' });
    const change = { id, revision: kept.revision, input: without };
    expect(await changeEstablishment(owner, change)).toMatchObject({ ok: true });
    expect(await readEstablishment(owner, id)).toMatchObject({
      value: { localMaterialShare: null, exports: false, typicalProductCertificate: null },
    });
    const { rows } = await database.super.query(
      `select before, after from records.event where subject_id = $1 and kind = 'establishment.changed'`,
      [id],
    );
    expect(rows).toMatchObject([{ before: { exports: true }, after: { exports: false } }]);
  });

  it('uses the unit an owner has been given already', async () => {
    const { unitId } = expectOk(await registerEstablishment(c.owner, input({ taxCode: '2900324272' })));
    expect(unitId).toBe(c.units.stoneWorkshop);
  });

  it('lets one of two with the same tax code through when they race', async () => {
    const people = await Promise.all(['Lê Một', 'Lê Hai', 'Lê Ba'].map(newcomer));
    const answers = await Promise.all(
      people.map((cx) => registerEstablishment(cx, input({ taxCode: '0100109106' }))),
    );
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    for (const refused of answers.filter((a) => !a.ok)) {
      expect(refused).toMatchObject({ refusal: { code: 'tax_code_is_registered', field: 'taxCode' } });
    }
  });

  it('is not for the auditor, nor for a commune officer outside their commune', async () => {
    const other = input({ taxCode: '0300588569' });
    for (const cx of [c.auditor, c.communeOfficer, c.financeOfficer]) {
      expect(await registerEstablishment(cx, other)).toMatchObject({ refusal: { code: 'not_permitted' } });
    }
    const entered = expectOk(await registerEstablishment(c.secondCommuneOfficer, other));
    expect((await again(c.secondCommuneOfficer)).actor.memberships).toHaveLength(1);
    expect(await readEstablishment(c.secondCommuneOfficer, entered.id)).toMatchObject({ ok: true });
    expect(await readEstablishment(c.communeOfficer, entered.id)).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('refuses all that is wrong at once, each beside its field', async () => {
    const wrong = input({
      legalForm: 'castle',
      sector: 'NN-Z',
      commune: '00004',
      foundedOn: '01/01/2027',
      taxCode: '0100112437',
    });
    const answer = await registerEstablishment(await newcomer('Lê Sai'), wrong);
    if (answer.ok) throw new Error('not refused');
    const found = [answer.refusal, ...(answer.refusal.also ?? [])].map((r) => [r.field, r.code]);
    expect(found).toEqual([
      ['legalForm', 'legal_form_is_unknown'],
      ['sector', 'sector_is_unknown'],
      ['commune', 'commune_is_elsewhere'],
      ['foundedOn', 'founded_in_the_future'],
    ]);
  });

  it('refuses a personal identity number as a company’s tax code', async () => {
    const personal = '040085001234';
    const company = input({ legalForm: 'limited_company', taxCode: personal });
    expect(await registerEstablishment(await newcomer('Lê Riêng'), company)).toMatchObject({
      refusal: { code: 'tax_code_is_a_persons', field: 'taxCode' },
    });
    const household = input({ legalForm: 'household_business', taxCode: personal });
    expect(await registerEstablishment(await newcomer('Lê Hộ'), household)).toMatchObject({ ok: true });
  });
});

describe('changing an establishment', () => {
  it('keeps the unit’s name in step, and refuses a form opened before another change', async () => {
    const mine = (await ownEstablishments(c.owner))[0]!;
    const renamed = input({ taxCode: '2900324272', name: 'Công ty Đá Phủ Quỳ Mới' });
    const change = { id: mine.id, revision: mine.revision, input: renamed };
    expect(await changeEstablishment(c.ownersStaff, change)).toMatchObject({ ok: true });
    expect((await again(c.owner)).actor.memberships[0]?.unitName).toBe('Công ty Đá Phủ Quỳ Mới');
    expect(await changeEstablishment(c.owner, change)).toMatchObject({
      refusal: { code: 'establishment_changed_meanwhile' },
    });
  });

  it('does not exist for other establishments, and may only be read by the rest of the office', async () => {
    const mine = (await ownEstablishments(c.owner))[0]!;
    const change = { id: mine.id, revision: mine.revision, input: input({ taxCode: '2900324272' }) };
    expect(await changeEstablishment(c.secondOwner, change)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await changeEstablishment(c.auditor, change)).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
  });

  it('uses a unit that waits once, when its owner registers several workshops at the same time', async () => {
    const { secondOwner } = c;
    const waiting = secondOwner.actor.memberships[0]?.unitId;
    const codes = ['2907770004', '2907770011', '2907770029', '2907770036'];
    // As many connections as registrations are open already: else the first is done before the second begins.
    await Promise.all(Array.from({ length: 8 }, () => again(secondOwner)));
    const answers = await Promise.all(
      codes.map((taxCode) => registerEstablishment(secondOwner, input({ taxCode }))),
    );
    const units = answers.map((answer) => expectOk(answer).unitId);
    expect(units.filter((unit) => unit === waiting)).toHaveLength(1);
    expect(new Set(units).size).toBe(codes.length);
  });

  it('refuses another’s tax code', async () => {
    const mine = (await ownEstablishments(c.owner))[0]!;
    const change = { id: mine.id, revision: mine.revision, input: input({ taxCode: '2900325526' }) };
    expect(await changeEstablishment(c.owner, change)).toMatchObject({
      refusal: { code: 'tax_code_is_registered' },
    });
  });
});

describe('the form', () => {
  it('refuses with a code beside each field', () => {
    const answer = readForm(establishmentForm, {
      ...typed({
        name: '',
        taxCode: '2900325527',
        phone: 'abc',
        employees: '-3',
        revenue: 'nhiều',
        foundedOn: '31/02/2020',
        localMaterialShare: '120',
      }),
    });
    if (answer.ok) throw new Error('not refused');
    const found = [answer.refusal, ...(answer.refusal.also ?? [])].map((r) => [r.field, r.code]);
    expect(found).toEqual([
      ['name', 'field_is_empty'],
      ['taxCode', 'tax_code_check_digit_is_wrong'],
      ['phone', 'phone_is_not_understood'],
      ['employees', 'count_is_not_a_number'],
      ['revenue', 'amount_is_not_understood'],
      ['foundedOn', 'date_does_not_exist'],
      ['localMaterialShare', 'share_is_out_of_range'],
    ]);
  });
});
