import { beforeAll, expect, it } from 'vitest';
import { BILLION, dong, expectOk, localDate, multiplyRatio } from '#kernel';
import { inProvince } from '#platform/server';
import { testDatabase, workshopFacts } from '#testing';
import type { ApplicantFacts } from './applicant.ts';
import { judgeEligibility } from './eligibility.ts';
import type { EligibilityBook } from './eligibility-rules.ts';
import { loadEligibilityBook } from './eligibility.store.server.ts';
import { sizeClassOf } from './enterprise-size.ts';

/** Every finding whole: its status, what it speaks of, where it stands in the law, and whether that was checked. */
const books = new Map<string, EligibilityBook>();
beforeAll(async () => {
  const { db } = await testDatabase();
  for (const day of ['2025-10-14', '2026-11-23'])
    books.set(
      day,
      expectOk(await inProvince({ db, province: '40' }, (tx) => loadEligibilityBook(tx, localDate(day)))),
    );
});

const billion = (n: number) => multiplyRatio(BILLION, BigInt(n), 1n);
function found(over: Partial<ApplicantFacts>, day: '2025-10-14' | '2026-11-23' = '2026-11-23'): string {
  const { findings, verdict } = judgeEligibility(
    { ...workshopFacts, ...over },
    localDate(day),
    books.get(day)!,
  );
  const lines = findings.map(({ code, status, params, citation, verified }) => {
    const said = Object.entries(params).map(([name, value]) => `${name}=${value}`);
    const place = citation ? `${citation.document} ${citation.article ?? ''}/${citation.clause ?? ''}` : '–';
    return `${status} ${code} ${said.join(' ')} [${place}]${verified ? '' : ' ?'}`;
  });
  return [verdict, ...lines].join('\n');
}

it('an ordinary workshop', () => {
  expect(found({})).toMatchInlineSnapshot(`
    "eligible
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
});

it('a form that is on no list, and one for whom place, sector and size do not count', () => {
  expect(found({ legalForm: 'castle' })).toMatchInlineSnapshot(`
    "not_eligible
    failed legal_form_is_not_listed legalForm=castle document=235/2025/NĐ-CP [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    passed size_is_not_measured legalForm=castle [235/2025/NĐ-CP 1/1]"
  `);
  expect(found({ legalForm: 'artisan', province: 'city', commune: 'ward' })).toMatchInlineSnapshot(`
    "eligible
    passed legal_form_is_listed legalForm=artisan [235/2025/NĐ-CP 1/1]
    passed form_counts_anywhere legalForm=artisan [235/2025/NĐ-CP 1/1]"
  `);
});

it('an investor in a cluster, wherever it is; before Decree 235/2025 that did not help', () => {
  const investor = { clusterInvestor: true, province: 'city', commune: 'ward' } as const;
  expect(found(investor)).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    to_be_shown cluster_investment_counts_anywhere  [235/2025/NĐ-CP 1/1]"
  `);
  expect(found(investor, '2025-10-14')).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [45/2012/NĐ-CP 1/2]
    to_be_shown place_needs_old_district commune=ward province=city [45/2012/NĐ-CP 1/2]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
});

it('cleaner production counts anywhere, but is not needed where everything else passes', () => {
  expect(found({ cleanerProduction: true, commune: 'ward', province: 'city' })).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    to_be_shown cleaner_production_counts_anywhere  [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]"
  `);
  expect(found({ cleanerProduction: true, employees: 900, revenue: billion(900) })).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    to_be_shown cleaner_production_counts_anywhere  [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]"
  `);
  expect(found({ cleanerProduction: true })).toBe(found({}));
});

it('a craft village in a city’s ward, with its decision and without', () => {
  const village = { craftVillage: true, province: 'city', commune: 'ward' } as const;
  expect(found(village)).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    to_be_shown craft_village_needs_decision  [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
  expect(found({ ...village, craftVillageDecision: '3469/QĐ-UBND' })).toMatchInlineSnapshot(`
    "eligible
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_craft_village decision=3469/QĐ-UBND [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
});

it('old units of which none is known leave the place to papers', () => {
  expect(found({ commune: 'ward', oldPlaces: [] }, '2025-10-14')).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [45/2012/NĐ-CP 1/2]
    to_be_shown place_needs_old_district commune=ward province=province [45/2012/NĐ-CP 1/2]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
});

it('a sector on no list, and one for difficult areas only', () => {
  expect(found({ sector: 'NN-X' })).toMatchInlineSnapshot(`
    "not_eligible
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    failed sector_is_not_listed sector=NN-X [45/2012/NĐ-CP 5/] ?
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
  expect(found({ sector: 'NN-E' })).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    to_be_shown sector_needs_difficult_area sector=NN-E [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
  expect(found({ sector: 'NN-E', area: 'normal' })).toMatchInlineSnapshot(`
    "not_eligible
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    failed sector_is_for_difficult_areas sector=NN-E [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
  expect(found({ sector: 'NN-E', area: 'difficult' })).toMatchInlineSnapshot(`
    "eligible
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-E [45/2012/NĐ-CP 5/]
    passed size_is_within class=small [80/2021/NĐ-CP /] ?"
  `);
});

it('what is too large, and what cannot be told without figures', () => {
  expect(found({ employees: 201 })).toMatchInlineSnapshot(`
    "not_eligible
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    failed size_is_above employees=200 revenue=200000000000 capital=100000000000 [80/2021/NĐ-CP /] ?"
  `);
  expect(found({ revenue: null })).toMatchInlineSnapshot(`
    "to_be_shown
    passed legal_form_is_listed legalForm=limited_company [235/2025/NĐ-CP 1/1]
    passed place_is_rural commune=commune province=province [235/2025/NĐ-CP 1/1]
    passed sector_is_listed sector=NN-A [45/2012/NĐ-CP 5/]
    to_be_shown size_needs_figures employees=200 revenue=200000000000 capital=100000000000 [80/2021/NĐ-CP /] ?"
  `);
});

it.each([
  ['limited_company', 10, 3, 'micro'],
  ['limited_company', 11, 3, 'small'],
  ['limited_company', 100, 50, 'small'],
  ['limited_company', 101, 50, 'medium'],
  ['limited_company', 200, 201, null],
  ['household_business', 5, 1, null],
  ['castle', 5, 1, null],
] as const)('%s with %i employees and %i billion is %s', (legalForm, employees, revenue, size) => {
  const facts = {
    ...workshopFacts,
    legalForm,
    employees,
    revenue: billion(revenue),
    capital: dong(BILLION * 200n),
  };
  expect(sizeClassOf(facts, books.get('2026-11-23')!)).toBe(size);
});
