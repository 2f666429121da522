import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, newId } from '#kernel';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import {
  searchEstablishments,
  type EstablishmentFilter,
  type EstablishmentKey,
  type EstablishmentPage,
} from './search-establishments.server.ts';

let database: TestDatabase;
let c: Cast;
beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  await plant('40', c, [
    ['Xưởng mộc Đồng Tâm', '2900000001', '16690', 'NN-Đ', 'household_business'],
    ['Xưởng mộc Dân Chủ', '2900000002', '17035', 'NN-Đ', 'household_business'],
    ['Nước mắm Vạn Phần', '2900000003', '17035', 'NN-A', 'cooperative'],
    ['Ông Ba 100% thủ công', '2900000004', '17035', 'NN-Đ', 'cooperative'],
  ]);
});

type Row = readonly [name: string, taxCode: string, commune: string, sector: string, form: string];

/** Straight into the tables: codes without check digits and hundreds of rows are not the point here. */
async function plant(province: string, in_: Cast, rows: readonly Row[]): Promise<void> {
  const account = in_.administrator.actor.accountId;
  for (const [name, taxCode, commune, sector, form] of rows) {
    const unit = newId();
    await database.super.query(
      `insert into people.unit (province, id, kind, name, valid_from, created_at)
       values ($1, $2, 'establishment', $3, '2026-01-01', now())`,
      [province, unit, name],
    );
    await database.super.query(
      `insert into establishments.establishment (province, id, unit_id, name, legal_form, tax_code, commune_code,
         sector, employees, representative, phone, created_at, created_by, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 10, 'Lê Văn Bình', '0900000000', now(), $9, now())`,
      [province, newId(), unit, name, form, taxCode, commune, sector, account],
    );
  }
}

it('reads rows from before the facts of priority were asked, as not stated', async () => {
  const { rows } = expectOk(await searchEstablishments(c.centreOfficer, { text: 'van phan' }));
  expect(rows).toMatchObject([
    { localMaterialShare: null, exports: false, typicalProduct: false, typicalProductCertificate: null },
  ]);
});

const names = async (filter: EstablishmentFilter, cx = c.centreOfficer) =>
  expectOk(await searchEstablishments(cx, filter)).rows.map((row) => row.name);

describe('the register’s search', () => {
  it('finds parts of words without accents, in any order, in Vietnamese order of names', async () => {
    expect(await names({ text: 'moc xuong' })).toEqual(['Xưởng mộc Dân Chủ', 'Xưởng mộc Đồng Tâm']);
    expect(await names({ text: 'VẠN phần' })).toEqual(['Nước mắm Vạn Phần']);
    expect(await names({ text: '0000003' })).toEqual(['Nước mắm Vạn Phần']);
    expect(await names({ text: 'van binh moc tam' })).toEqual(['Xưởng mộc Đồng Tâm']);
  });

  it('takes the signs of patterns literally', async () => {
    expect(await names({ text: '100%' })).toEqual(['Ông Ba 100% thủ công']);
    expect(await names({ text: '_' })).toEqual([]);
    expect(await names({ text: '\\' })).toEqual([]);
  });

  it('narrows by place, sector and legal form', async () => {
    expect(await names({ commune: '16690' })).toEqual(['Xưởng mộc Đồng Tâm']);
    expect(await names({ sector: 'NN-A', legalForm: 'cooperative' })).toEqual(['Nước mắm Vạn Phần']);
  });

  it('shows a commune’s officer that commune only, whatever is asked', async () => {
    expect(await names({}, c.secondCommuneOfficer)).toEqual(['Xưởng mộc Đồng Tâm']);
    expect(await names({ commune: '17035' }, c.secondCommuneOfficer)).toEqual([]);
  });

  it('is not for applicants', async () => {
    expect(await searchEstablishments(c.owner, {})).toMatchObject({ refusal: { code: 'not_permitted' } });
  });

  it('never shows another province', async () => {
    const other = await cast(database.db, { province: '38' });
    await plant('38', other, [['Xưởng mộc Sầm Sơn', '2800000001', '16690', 'NN-Đ', 'cooperative']]);
    expect(await names({ text: 'sam son' })).toEqual([]);
    expect(await names({}, other.centreOfficer)).toEqual(['Xưởng mộc Sầm Sơn']);
  });

  it('pages by key: every row once, in order', async () => {
    const many = Array.from({ length: 120 }, (_, i): Row => [
      `Cơ sở gạch số ${i % 40}`,
      `28${String(i).padStart(8, '0')}`,
      '17035',
      'NN-C',
      'cooperative',
    ]);
    await plant('40', c, many);
    const seen: string[] = [];
    let after: EstablishmentKey | null = null;
    do {
      const page: EstablishmentPage = expectOk(
        await searchEstablishments(c.centreOfficer, { text: 'gach' }, after),
      );
      seen.push(...page.rows.map((row) => `${row.name} ${row.id}`));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(120);
  });
});
