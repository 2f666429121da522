import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import { inProvince } from '#platform/server';
import { cast, testDatabase, type Cast } from '#testing';
import { loadNormBook, loadNormSet, verifyNorm } from './index.server.ts';
import { isVerified } from './citation.ts';

let people: Cast;
const SET = 'national-2018-05-11';
const compared = { setId: SET, content: 'NH-01', page: 'trang 4', comparedOn: localDate('2026-11-20') };

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
});

const isNow = (province: string) =>
  inProvince({ db: people.owner.db, province }, async (tx) => {
    const book = await loadNormBook(tx, province);
    const inBook = book.sets.find((set) => set.id === SET)!.norms.get('NH-01')!;
    const frozen = (await loadNormSet(tx, SET))!.norms.get('NH-01')!;
    expect(isVerified(inBook.verification)).toBe(isVerified(frozen.verification));
    return isVerified(inBook.verification);
  });

describe('a norm compared with the official text', () => {
  it('is verified from then on for the province whose person compared it, until that is taken back', async () => {
    const specialist = people.departmentSpecialist;
    expect(await isNow('40')).toBe(false);
    expectOk(await verifyNorm(specialist, { ...compared, stands: true }));
    expect(await isNow('40')).toBe(true);
    expect(await isNow('38')).toBe(false);
    expect(await verifyNorm(specialist, { ...compared, stands: true })).toMatchObject({
      refusal: { code: 'norm_is_verified_already', params: { by: specialist.actor.name } },
    });
    const later = { ...specialist, now: new Date(specialist.now.getTime() + 1000) };
    expectOk(await verifyNorm(later, { ...compared, stands: false }));
    expect(await isNow('40')).toBe(false);
    expect(await verifyNorm(later, { ...compared, stands: false })).toMatchObject({
      refusal: { code: 'norm_is_not_verified' },
    });
  });

  it.each([
    ['a set nobody knows', { setId: 'nothing' }, 'norm_set_not_found'],
    ['a row that is not in it', { content: 'ZZ-99' }, 'norm_is_not_in_set'],
    ['a day to come', { comparedOn: localDate('2027-01-01') }, 'date_is_in_the_future'],
  ])('is refused for %s', async (_, over, code) => {
    expect(
      await verifyNorm(people.departmentSpecialist, { ...compared, stands: true, ...over }),
    ).toMatchObject({
      refusal: { code },
    });
  });

  it('is for those who write norms', async () => {
    for (const someone of [people.owner, people.centreOfficer, people.financeOfficer, people.auditor])
      expect(await verifyNorm(someone, { ...compared, stands: true })).toMatchObject({
        refusal: { code: 'not_permitted' },
      });
  });
});
