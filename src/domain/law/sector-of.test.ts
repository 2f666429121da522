import { beforeAll, expect, it } from 'vitest';
import { expectOk, localDate } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase } from '#testing';
import type { Sector } from './eligibility-rules.ts';
import { loadSectors } from './eligibility.store.server.ts';
import { sectorOf } from './sector-of.ts';

const on = localDate('2026-11-24');
let sectors: ReadonlyMap<string, Sector>;
beforeAll(async () => {
  const { db } = await testDatabase();
  sectors = await inProvince({ db, province: '40' }, loadSectors);
});

it.each([
  ['NN-A', 'NN-A'],
  ['10', 'NN-A'],
  ['10800', 'NN-A'],
  ['1610', 'NN-A'],
  // The longest beginning wins: 2393 before 23.
  ['2393', 'NN-Đ'],
  ['2392', 'NN-C'],
  ['28', 'NN-D'],
])('takes %s for %s', (code, expected) => {
  expect(expectOk(sectorOf(code, sectors, on)).code).toBe(expected);
});

it('says that the codes were not verified', () => {
  for (const sector of sectors.values())
    if (sector.vsic !== null) expect(sector.vsic.verification).toBe('memory');
});

it.each([
  ['', 'choice_is_missing'],
  ['62', 'sector_is_unknown'],
  ['1', 'sector_is_unknown'],
  ['NN-Z', 'sector_is_unknown'],
])('refuses “%s”', (code, refusal) => {
  expect(sectorOf(code, sectors, on)).toMatchObject({ refusal: { code: refusal } });
});

it('refuses a sector of another day, and a code that leads to several', () => {
  expect(sectorOf('NN-H', sectors, localDate('2025-10-14'))).toMatchObject({
    refusal: { code: 'sector_is_unknown' },
  });
  const both = new Map([...sectors].map(([code, sector]) => [code, { ...sector, vsic: vsicOf('99') }]));
  expect(sectorOf('99', both, localDate('2014-01-01'))).toMatchObject({
    refusal: { code: 'sector_is_one_of', params: { code: '99' } },
  });
});

const vsicOf = (code: string): Sector['vsic'] => ({ codes: [code], citation: null, verification: 'memory' });
