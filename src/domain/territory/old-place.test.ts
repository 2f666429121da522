import { beforeAll, expect, it } from 'vitest';
import { localDate } from '#kernel';
import { testDatabase, type TestDatabase } from '#testing';
import { oldDistrictsOf, oldPlacesOf } from './index.server.ts';

let t: TestDatabase;
beforeAll(async () => {
  t = await testDatabase();
});
const after = localDate('2025-08-01');
const before = localDate('2020-06-01');

it('gives the units of the day before the reform, with the city’s grade as far as it is known', async () => {
  const vinh = await oldPlacesOf(t.db, { commune: '16681' }, after);
  expect(vinh.map((place) => place.name)).not.toContain('Phường Lê Mao');
  expect(vinh.find((place) => place.name === 'Phường Quang Trung')).toMatchObject({
    kind: 'ward',
    within: { name: 'Thành phố Vinh', kind: 'city' },
    grade: { grade: '1', verified: false },
    origin: null,
    hasNamesake: false,
  });
  expect(vinh.find((place) => place.name === 'Xã Hưng Chính')).toMatchObject({ kind: 'commune' });
});

it('counts in those that had ended for a day on which they may have been there', async () => {
  const names = (await oldPlacesOf(t.db, { commune: '16681' }, before)).map((place) => place.name);
  expect(names).toContain('Phường Lê Mao');
});

it('gives the one old unit that was named', async () => {
  const old = 'tinh-nghe-an/thanh-pho-vinh/phuong-le-mao';
  expect(await oldPlacesOf(t.db, { commune: '16681', old }, before)).toMatchObject([
    { id: old, lasted: false },
  ]);
});

it('knows wards that were communes, or wards of another town, not long before', async () => {
  const places = await oldPlacesOf(t.db, { commune: '16702' }, after);
  expect(places.find((place) => place.name === 'Phường Nghi Phú')).toMatchObject({
    origin: { was: 'commune', until: '2024-11-30', verified: false },
    hasNamesake: true,
  });
  const [coast] = await oldPlacesOf(t.db, { commune: '16732' }, after);
  expect(coast).toMatchObject({ origin: { was: 'town_ward', until: '2024-11-30' } });
});

it('leaves the grade open for a city and a day it is not known of', async () => {
  const gradeOf = async (old: string, on: string) => {
    const { rows } = await t.owner.query<{ commune: string; id: string }>(
      `select s.commune_code as commune, o.id from territory.succession s
         join territory.old_unit o on o.id = s.old_id where o.parent_id = $1 and o.name like 'Phường %' limit 1`,
      [old],
    );
    const asked = { commune: rows[0]!.commune, old: rows[0]!.id };
    return (await oldPlacesOf(t.db, asked, localDate(on)))[0]?.grade?.grade;
  };
  expect(await gradeOf('tinh-gia-lai/thanh-pho-pleiku', '2019-12-31')).toBe('2');
  expect(await gradeOf('tinh-gia-lai/thanh-pho-pleiku', '2020-06-01')).toBeUndefined();
  expect(await gradeOf('tinh-gia-lai/thanh-pho-pleiku', '2021-01-01')).toBe('1');
  expect(await gradeOf('tinh-bac-giang/thanh-pho-bac-giang', '2024-01-01')).toBeUndefined();
});

it('names the old districts of a commune', async () => {
  expect(await oldDistrictsOf(t.db, { commune: '17263' }, after)).toBe('Huyện Con Cuông');
  expect(await oldDistrictsOf(t.db, { commune: '00000' }, after)).toBeNull();
});
