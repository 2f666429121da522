import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '#kernel';
import { testDatabase, type TestDatabase } from '#testing';
import { communeLabel, communeTitle, provinceTitle } from './place.ts';
import {
  communeKeptFor,
  communeOf,
  communesIn,
  communesOf,
  loadTerritory,
  oldUnitOf,
  predecessorsOf,
  provinceOf,
  provincesOn,
  searchCommunes,
  successorsOf,
} from './index.server.ts';

const on = localDate('2026-11-23');
let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});

const count = async (table: string) =>
  Number((await t.owner.query<{ n: bigint }>(`select count(*) as n from ${table}`)).rows[0]!.n);

describe('the country since 1 July 2025', () => {
  it('has 34 provinces and 3,321 communes, 130 of them in Nghệ An', async () => {
    expect(await provincesOn(t.db, on)).toHaveLength(34);
    expect(await count('territory.commune')).toBe(3321);
    expect(await communesIn(t.db, '40', on)).toHaveLength(130);
  });

  it('remembers the 63 provinces, 696 districts and 10,035 communes of the day before', async () => {
    const { rows } = await t.owner.query<{ level: string; n: bigint }>(
      `select level, count(*) as n from territory.old_unit where last_day = '2025-06-30' group by level`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.level, Number(row.n)]))).toEqual({
      province: 63,
      district: 696,
      commune: 10_035,
    });
  });

  it('gives every commune a past', async () => {
    const { rows } = await t.owner.query(
      `select code from territory.commune where code not in (select commune_code from territory.succession)`,
    );
    expect(rows).toEqual([]);
  });

  it('writes official names', async () => {
    expect(provinceTitle((await provinceOf(t.db, '40', on))!)).toBe('Tỉnh Nghệ An');
    expect(provinceTitle((await provinceOf(t.db, '01', on))!)).toBe('Thành phố Hà Nội');
    const [zone] = await searchCommunes(t.db, 'hoang sa', { on });
    expect(communeTitle(zone!.commune)).toBe('Đặc khu Hoàng Sa');
  });

  it('knows Đồng Nai as a province until 29 April 2026 and as a city from the next day', async () => {
    expect((await provinceOf(t.db, '75', localDate('2026-04-29')))?.kind).toBe('province');
    expect((await provinceOf(t.db, '75', localDate('2026-04-30')))?.kind).toBe('city');
  });

  it('has none of it before that day', async () => {
    expect(await provincesOn(t.db, localDate('2025-06-30'))).toEqual([]);
    expect(await communeOf(t.db, '17230', localDate('2025-06-30'))).toBeUndefined();
  });

  it('judges a day before by the commune a place has been kept under since', async () => {
    const before = await communeKeptFor(t.db, '17035', localDate('2024-03-01'));
    expect(before).toEqual(await communeOf(t.db, '17035', localDate('2025-07-01')));
    expect(await communeKeptFor(t.db, '99999', localDate('2024-03-01'))).toBeUndefined();
  });

  it('answers nothing for codes that do not exist', async () => {
    expect(await communeOf(t.db, '99999', on)).toBeUndefined();
    expect([...(await communesOf(t.db, ['99999', '16681'], on)).keys()]).toEqual(['16681']);
  });
});

describe('the loader', () => {
  it('changes nothing when it runs again', async () => {
    const before = await t.owner.query(`select xmin, code from territory.commune order by code limit 1`);
    await loadTerritory(t.owner);
    const after = await t.owner.query(`select xmin, code from territory.commune order by code limit 1`);
    expect(after.rows).toEqual(before.rows);
  });

  it('brings the catalogue back in order from other contents, keeping the communes that rows point to', async () => {
    const fresh = await testDatabase();
    await fresh.owner.query(`update territory.reference_stamp set checksum = 'older'`);
    await fresh.owner.query(`update territory.commune set name = 'Sai' where code = '16681'`);
    await fresh.owner.query(`delete from territory.place_name where commune_code = '16681'`);
    await loadTerritory(fresh.owner);
    const [commune] = (await communesOf(fresh.db, ['16681'], on)).values();
    expect(commune?.name).not.toBe('Sai');
    expect(await searchCommunes(fresh.db, commune!.name, { on, province: '40' })).not.toEqual([]);
  });
});

describe('searching for a commune', () => {
  const found = async (text: string, province?: string, limit = 12) =>
    (await searchCommunes(t.db, text, { on, ...(province ? { province } : {}), limit })).map((hit) =>
      [communeLabel(hit.commune), hit.matched, hit.old?.name, hit.old?.district].filter(Boolean).join(' · '),
    );

  it('finds it with and without accents, capitals, kind words and short forms', async () => {
    const wanted = 'Phường Vinh Phú, Nghệ An · name';
    for (const text of [
      'Vinh Phú',
      'vinh phu',
      'VINH PHU',
      'phường vinh phú',
      'p.vinh phu',
      'vinh phu nghe an',
    ])
      expect((await found(text))[0]).toBe(wanted);
  });

  it('puts the commune of today first, then those an old district of the name went into', async () => {
    expect(await found('con cuong', '40')).toEqual([
      'Xã Con Cuông, Nghệ An · name',
      'Xã Bình Chuẩn, Nghệ An · old_district · Xã Bình Chuẩn · Huyện Con Cuông',
      'Xã Cam Phục, Nghệ An · old_district · Xã Cam Lâm · Huyện Con Cuông',
      'Xã Châu Khê, Nghệ An · old_district · Xã Châu Khê · Huyện Con Cuông',
      'Xã Mậu Thạch, Nghệ An · old_district · Xã Mậu Đức · Huyện Con Cuông',
      'Xã Môn Sơn, Nghệ An · old_district · Xã Lục Dạ · Huyện Con Cuông',
    ]);
  });

  it('finds it by an old name, also one that ended before the reform', async () => {
    expect(await found('chi khe con cuong')).toEqual([
      'Xã Con Cuông, Nghệ An · old_name · Xã Chi Khê · Huyện Con Cuông',
    ]);
    expect(await found('phường Lê Mao')).toEqual([
      'Phường Thành Vinh, Nghệ An · old_name · Phường Lê Mao · Thành phố Vinh',
    ]);
  });

  it('says when only a part of an old commune came', async () => {
    const hits = await searchCommunes(t.db, 'hợp thành yên thành', { on, limit: 2 });
    expect(hits.map((hit) => hit.old?.part)).toEqual([true, true]);
  });

  it('finds island districts that had no communes', async () => {
    expect(await found('huyện côn đảo')).toEqual(['Đặc khu Côn Đảo, Hồ Chí Minh · old_name · Huyện Côn Đảo']);
  });

  it('stays within a province and a limit', async () => {
    const hits = await searchCommunes(t.db, 'tân', { on, province: '40', limit: 3 });
    expect(hits).toHaveLength(3);
    expect(new Set(hits.map((hit) => hit.commune.province.code))).toEqual(new Set(['40']));
  });

  it('answers nothing to nothing, to signs, and to names that do not exist', async () => {
    for (const text of ['', '   ', '%', '_', "'; drop", '\\', 'khong co noi nay'])
      expect(await found(text)).toEqual([]);
  });

  it('takes signs inside names as people leave them out', async () => {
    expect((await found("ea h'leo"))[0]).toMatch(/^Xã Ea H.Leo/i);
    expect((await found('ea hleo'))[0]).toMatch(/^Xã Ea H.Leo/i);
  });
});

describe('from old to new', () => {
  it('leads from a commune, a district and a province to the communes of today', async () => {
    const names = async (id: string) =>
      (await successorsOf(t.db, id, on)).map((s) => communeTitle(s.commune) + (s.part ? ' (part)' : ''));
    const [trungTam] = (
      await t.owner.query<{ code: string }>(
        `select code from territory.old_unit where id = 'tinh-nghe-an/huyen-con-cuong/xa-chi-khe'`,
      )
    ).rows;
    expect(await names(trungTam!.code)).toEqual(['Xã Con Cuông']);
    expect(await names('tinh-nghe-an/huyen-con-cuong')).toHaveLength(6);
    expect(await names('tinh-nghe-an')).toHaveLength(130);
    expect(await names('tinh-nghe-an/huyen-yen-thanh/xa-hop-thanh')).toEqual([
      'Xã Quang Đồng (part)',
      'Xã Yên Thành (part)',
    ]);
    expect(await names('nowhere')).toEqual([]);
  });

  it('and back', async () => {
    const [conCuong] = await searchCommunes(t.db, 'con cuông', { on });
    const before = await predecessorsOf(t.db, conCuong!.commune.code);
    expect(before.map((unit) => unit.name)).toEqual(['Thị trấn Trà Lân', 'Xã Chi Khê', 'Xã Yên Khê']);
    expect(await oldUnitOf(t.db, before[0]!.parentId!)).toMatchObject({
      level: 'district',
      name: 'Huyện Con Cuông',
      lastDay: '2025-06-30',
    });
  });
});
