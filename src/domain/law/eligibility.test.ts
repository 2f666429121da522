import { beforeAll, describe, expect, it } from 'vitest';
import { BILLION, dong, expectOk, localDate, multiplyRatio } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase, workshopFacts } from '#testing';
import type { ApplicantFacts } from './applicant.ts';
import { judgeEligibility } from './eligibility.ts';
import type { EligibilityBook } from './eligibility-rules.ts';
import { loadEligibilityBook } from './eligibility.store.server.ts';

const days = ['2014-06-01', '2025-10-14', '2025-10-15', '2026-11-23'] as const;
const books = new Map<string, EligibilityBook>();
beforeAll(async () => {
  const { db } = await testDatabase();
  for (const day of days) {
    const book = await inProvince({ db, province: '40' }, (tx) => loadEligibilityBook(tx, localDate(day)));
    books.set(day, expectOk(book));
  }
});

const billion = (n: number) => multiplyRatio(BILLION, BigInt(n), 1n);
const judge = (day: (typeof days)[number], over: Partial<ApplicantFacts> = {}) =>
  judgeEligibility({ ...workshopFacts, ...over }, localDate(day), books.get(day)!);
const codes = (day: (typeof days)[number], over: Partial<ApplicantFacts> = {}) =>
  judge(day, over).findings.map((f) => f.code);

describe('place', () => {
  it.each([
    ['2025-10-14', 'province', 'commune', 'place_is_rural', 'eligible'],
    ['2025-10-14', 'province', 'ward', 'place_needs_old_district', 'to_be_shown'],
    ['2025-10-15', 'province', 'ward', 'place_is_rural', 'eligible'],
    ['2025-10-15', 'province', 'special_zone', 'place_is_rural', 'eligible'],
    ['2025-10-14', 'city', 'ward', 'place_needs_old_district', 'to_be_shown'],
    ['2025-10-15', 'city', 'ward', 'place_is_not_rural', 'not_eligible'],
    ['2026-11-23', 'city', 'commune', 'place_is_rural', 'eligible'],
    ['2026-11-23', 'city', 'special_zone', 'place_is_rural', 'eligible'],
  ] as const)('on %s in a %s’s %s: %s', (day, province, commune, code, verdict) => {
    const answer = judge(day, { province, commune });
    expect(answer.findings.map((f) => f.code)).toContain(code);
    expect(answer.verdict).toBe(verdict);
  });

  it('lets a recognised craft village count in a city’s ward, once the decision is known', () => {
    const ward = { province: 'city', commune: 'ward', craftVillage: true } as const;
    expect(judge('2026-11-23', ward)).toMatchObject({ verdict: 'to_be_shown' });
    const shown = { ...ward, craftVillageDecision: '3469/QĐ-UBND' };
    expect(judge('2026-11-23', shown)).toMatchObject({ verdict: 'eligible' });
    expect(codes('2025-10-14', shown)).toContain('place_needs_old_district');
  });
});

describe('legal form', () => {
  it.each([
    ['2025-10-14', 'cooperative_union', 'not_eligible'],
    ['2025-10-15', 'cooperative_union', 'eligible'],
    ['2025-10-14', 'artisan', 'not_eligible'],
    ['2026-11-23', 'household_business', 'eligible'],
    ['2026-11-23', 'castle', 'not_eligible'],
  ] as const)('on %s %s: %s', (day, legalForm, verdict) => {
    expect(judge(day, { legalForm }).verdict).toBe(verdict);
  });

  it('asks an artisan and a service organisation neither place nor size', () => {
    for (const legalForm of ['artisan', 'other_organisation']) {
      const answer = judge('2026-11-23', { legalForm, province: 'city', commune: 'ward', sector: 'NN-Z' });
      expect(answer.verdict).toBe('eligible');
      expect(answer.findings.map((f) => f.code)).toEqual(['legal_form_is_listed', 'form_counts_anywhere']);
    }
  });
});

describe('sector', () => {
  it('follows the list of the day', () => {
    expect(codes('2025-10-14', { sector: 'NN-H' })).toContain('sector_is_not_listed');
    expect(codes('2025-10-15', { sector: 'NN-H' })).toContain('sector_is_listed');
    expect(codes('2026-11-23', { sector: 'NN-Z' })).toContain('sector_is_not_listed');
  });

  it('takes mining only in difficult areas, and asks where the area is not known', () => {
    const at = (area: ApplicantFacts['area']) => judge('2026-11-23', { sector: 'NN-E', area }).verdict;
    expect([at(null), at('normal'), at('difficult'), at('especially_difficult')]).toEqual([
      'to_be_shown',
      'not_eligible',
      'eligible',
      'eligible',
    ]);
  });
});

describe('size', () => {
  it.each([
    [10, 3, null, 'size_is_within', 'micro'],
    [10, 4, null, 'size_is_within', 'small'],
    [11, 3, null, 'size_is_within', 'small'],
    [100, 51, 20, 'size_is_within', 'small'],
    [200, 200, null, 'size_is_within', 'medium'],
    [200, 201, 100, 'size_is_within', 'medium'],
    [200, 201, 101, 'size_is_above', undefined],
    [201, 1, 1, 'size_is_above', undefined],
    [50, null, null, 'size_needs_figures', undefined],
    [50, 300, null, 'size_needs_figures', undefined],
  ] as const)('%i people, revenue %s, capital %s billion: %s', (employees, revenue, capital, code, size) => {
    const figures = {
      employees,
      revenue: revenue === null ? null : billion(revenue),
      capital: capital === null ? null : billion(capital),
    };
    const found = judge('2026-11-23', figures).findings.find((f) => f.code.startsWith('size_'));
    expect(found).toMatchObject({ code, ...(size === undefined ? {} : { params: { class: size } }) });
    expect(found?.verified).toBe(false);
  });

  it('is not measured for cooperatives and households, and unknown before the decree in force', () => {
    expect(codes('2026-11-23', { legalForm: 'cooperative', employees: 900 })).toContain(
      'size_is_not_measured',
    );
    expect(codes('2014-06-01')).toContain('size_thresholds_unknown');
  });
});

describe('other ways to count', () => {
  it('cleaner production counts at any place and size, but must be shown', () => {
    const big = {
      province: 'city',
      commune: 'ward',
      employees: 5000,
      revenue: billion(900),
      capital: billion(900),
    } as const;
    expect(judge('2026-11-23', big).verdict).toBe('not_eligible');
    expect(judge('2026-11-23', { ...big, cleanerProduction: true })).toMatchObject({
      verdict: 'to_be_shown',
    });
  });

  it('investors in cluster infrastructure count from 15 October 2025', () => {
    const investor = { province: 'city', commune: 'ward', clusterInvestor: true } as const;
    expect(judge('2025-10-15', investor).verdict).toBe('to_be_shown');
    expect(codes('2025-10-14', investor)).not.toContain('cluster_investment_counts_anywhere');
  });
});

describe('priorities', () => {
  const names = (day: (typeof days)[number], over: Partial<ApplicantFacts>) =>
    judge(day, over).priorities.map((p) => p.code);

  it('name owners only since the decree that gives them priority', () => {
    const owners = { sector: 'NN-B', womenOwned: true, minorityOwned: true };
    expect(names('2025-10-14', owners)).toEqual([]);
    expect(names('2025-10-15', owners)).toEqual(['women_owned', 'minority_owned']);
  });

  it('count from fifty workers, in a difficult area, and by sector', () => {
    expect(names('2026-11-23', { sector: 'NN-B', employees: 49 })).toEqual([]);
    expect(names('2026-11-23', { sector: 'NN-B', employees: 50 })).toEqual(['much_labour']);
    const difficult = { area: 'difficult', areas: { areas: ['difficult'], known: true } } as const;
    expect(names('2026-11-23', { sector: 'NN-B', ...difficult })).toEqual(['difficult_area']);
    expect(judge('2026-11-23', { sector: 'NN-D' }).priorities).toMatchObject([
      { code: 'mechanical', status: 'to_be_shown', verified: false },
    ]);
  });
});

it('says whether each finding rests on a text that was read', () => {
  const { findings } = judge('2026-11-23', { revenue: dong(1) });
  expect(findings.map((f) => [f.code, f.verified])).toEqual([
    ['legal_form_is_listed', true],
    ['place_is_rural', true],
    ['sector_is_listed', true],
    ['size_is_within', false],
  ]);
});
