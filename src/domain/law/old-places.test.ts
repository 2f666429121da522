import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import { inProvince } from '#platform/server';
import type { OldPlace } from '#territory';
import { testDatabase, workshopFacts } from '#testing';
import { judgeEligibility } from './eligibility.ts';
import type { EligibilityBook } from './eligibility-rules.ts';
import { loadEligibilityBook } from './eligibility.store.server.ts';

const books = new Map<string, EligibilityBook>();
const days = ['2020-06-01', '2025-08-01', '2025-10-15'];
beforeAll(async () => {
  const { db } = await testDatabase();
  for (const day of days) {
    const book = await inProvince({ db, province: '40' }, (tx) => loadEligibilityBook(tx, localDate(day)));
    books.set(day, expectOk(book));
  }
});

const place = (over: Partial<OldPlace> = {}): OldPlace => ({
  id: 'x',
  name: 'Phường Lê Mao',
  kind: 'ward',
  within: { name: 'Thành phố Vinh', kind: 'city' },
  grade: { grade: '1', verified: true },
  origin: null,
  hasNamesake: false,
  lasted: true,
  ...over,
});
const grade = (of: '1' | '2' | '3' | 'special' | null, verified = true): Partial<OldPlace> => ({
  grade: of === null ? null : { grade: of, verified },
});
const within = (name: string, kind: OldPlace['within']['kind']): Partial<OldPlace> => ({
  within: { name, kind },
  grade: null,
});
const wasCommuneUntil = (day: string): Partial<OldPlace> => ({
  origin: { was: 'commune', until: localDate(day), verified: true },
});

const cameFromTownUntil = (day: string): Partial<OldPlace> => ({
  origin: { was: 'town_ward', until: localDate(day), verified: true },
});

const judge = (oldPlaces: readonly OldPlace[], day = '2020-06-01') =>
  judgeEligibility({ ...workshopFacts, commune: 'ward', oldPlaces }, localDate(day), books.get(day)!)
    .findings[1]!;

describe('one old unit', () => {
  it.each([
    ['a commune of any city', { kind: 'commune' }, 'passed'],
    ['a township', { kind: 'township', ...within('Huyện Con Cuông', 'rural_district') }, 'passed'],
    ['an island district', { kind: 'district', ...within('Huyện Côn Đảo', 'rural_district') }, 'passed'],
    ['a ward of a town', within('Thị xã Cửa Lò', 'town'), 'passed'],
    ['a ward of a city of grade 2', grade('2'), 'passed'],
    ['a ward of a city of grade 3', grade('3'), 'passed'],
    ['a ward of a city of grade 1', grade('1'), 'failed'],
    ['a ward of a district of a centrally run city', within('Quận Ba Đình', 'urban_district'), 'failed'],
    ['a ward of a city whose grade is not known', grade(null), 'to_be_shown'],
    ['a ward beside a commune of its name that ended', { hasNamesake: true }, 'to_be_shown'],
    ['a ward that was still a commune that day', wasCommuneUntil('2024-11-30'), 'passed'],
    // Asked in 2020: five years to 31 December 2019 begin on 31 December 2014.
    ['a ward made on the first of the five years', wasCommuneUntil('2014-12-30'), 'passed'],
    ['a ward made the day before', wasCommuneUntil('2014-12-29'), 'failed'],
    ['a ward that came from a town in those years', cameFromTownUntil('2018-11-30'), 'to_be_shown'],
    ['a ward that came from a town before', cameFromTownUntil('2014-12-29'), 'failed'],
    ['a ward of a town on that day', cameFromTownUntil('2024-11-30'), 'passed'],
    ['a ward that was of a town on that day for the last time', cameFromTownUntil('2020-06-01'), 'passed'],
    ['a ward made after those years ended', wasCommuneUntil('2020-02-01'), 'passed'],
  ] as const)('%s', (_, over, status) => {
    expect(judge([place(over)])).toMatchObject({ status });
  });

  it('is named in the answer with what it lay in', () => {
    expect(judge([place()])).toMatchObject({
      code: 'old_place_did_not_count',
      params: { units: 'Phường Lê Mao (Thành phố Vinh)', years: 5 },
      citation: { document: '45/2012/NĐ-CP', article: '1', clause: '2' },
    });
  });

  it('makes the answer unverified where it hangs on a grade nobody compared with a text', () => {
    expect(judge([place(grade('2', false))]).verified).toBe(false);
    expect(judge([place(grade('2'))]).verified).toBe(true);
    expect(judge([place({ kind: 'commune', ...grade('1', false) })]).verified).toBe(true);
    expect(judge([place(grade('1', false))]).verified).toBe(false);
    expect(judge([place(within('Quận Ba Đình', 'urban_district'))]).verified).toBe(true);
  });

  it('makes the answer unverified where it hangs on where the ward came from, and nobody compared that', () => {
    const unsure = (over: Partial<OldPlace>): Partial<OldPlace> => ({
      origin: { ...place(over).origin!, verified: false },
    });
    for (const day of ['2024-11-30', '2018-11-30', '2014-12-29']) {
      expect(judge([place(wasCommuneUntil(day))]).verified, day).toBe(true);
      expect(judge([place(unsure(wasCommuneUntil(day)))]).verified, day).toBe(false);
    }
    // A ward of a city of a grade that counts is sure whatever it came from; of one that does not, both are needed.
    expect(judge([place({ ...unsure(wasCommuneUntil('2014-12-29')), ...grade('2') })]).verified).toBe(true);
    expect(judge([place({ ...wasCommuneUntil('2014-12-29'), ...grade('1', false) })]).verified).toBe(false);
    expect(
      judge([place({ ...wasCommuneUntil('2014-12-29'), ...within('Quận Một', 'urban_district') })]),
    ).toMatchObject({
      status: 'failed',
      verified: true,
    });
  });

  it('is named as unclear, and unverified, where what decides it is not known', () => {
    for (const over of [grade(null), { hasNamesake: true }, cameFromTownUntil('2018-11-30')])
      expect(judge([place(over)])).toMatchObject({
        params: { counts: '', not: '', unclear: 'Phường Lê Mao (Thành phố Vinh)' },
      });
    expect(judge([place(grade(null))]).verified).toBe(false);
    expect(judge([place({ hasNamesake: true })]).verified).toBe(false);
  });
});

describe('several old units', () => {
  const commune = place({ id: 'c', name: 'Xã Nghi Xuân', kind: 'commune' });
  const other = place({ id: 'o', name: 'Phường Bến Thủy' });
  const open = place({ id: 'u', name: 'Phường Một', ...within('Thành phố Hai', 'city') });

  it('pass or fail where all agree', () => {
    expect(judge([commune, { ...commune, id: 'd' }])).toMatchObject({ status: 'passed' });
    expect(judge([place(), other])).toMatchObject({ status: 'failed' });
  });

  it('are named once each, together by what they lay in; a district that is its own unit by its name alone', () => {
    const island = place({
      name: 'Huyện Côn Đảo',
      kind: 'district',
      ...within('Huyện Côn Đảo', 'rural_district'),
    });
    const shore = place({ name: 'Xã Nghi Hải', kind: 'commune', ...within('Thị xã Cửa Lò', 'town') });
    expect(
      judge([commune, { ...commune, id: 'd' }, { ...commune, name: 'Xã Nghi Liên' }, island, shore]),
    ).toMatchObject({
      code: 'old_place_counted',
      params: {
        units: 'Xã Nghi Xuân, Xã Nghi Liên (Thành phố Vinh); Huyện Côn Đảo; Xã Nghi Hải (Thị xã Cửa Lò)',
      },
    });
  });

  it('are unverified as soon as one of them is', () => {
    expect(judge([commune, place(grade('2', false))])).toMatchObject({ status: 'passed', verified: false });
    expect(judge([commune, other])).toMatchObject({ status: 'to_be_shown', verified: true });
  });

  it('are to be shown where they do not, and named by what they are', () => {
    expect(judge([commune, other, open])).toMatchObject({
      code: 'place_depends_on_old_unit',
      status: 'to_be_shown',
      params: {
        counts: 'Xã Nghi Xuân (Thành phố Vinh)',
        not: 'Phường Bến Thủy (Thành phố Vinh)',
        unclear: 'Phường Một (Thành phố Hai)',
      },
    });
  });
});

it('no longer asks what the place was once the new decree is in force', () => {
  expect(judge([place()], '2025-08-01')).toMatchObject({ status: 'failed' });
  expect(judge([place()], '2025-10-15')).toMatchObject({ code: 'place_is_rural', status: 'passed' });
});
