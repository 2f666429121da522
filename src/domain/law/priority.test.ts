import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, localDate, percent } from '#kernel';
import { inProvince } from '#platform/server';
import { priorityAreas } from '#territory';
import { testDatabase, workshopFacts } from '#testing';
import type { ApplicantFacts } from './applicant.ts';
import { judgeEligibility } from './eligibility.ts';
import type { EligibilityBook, PriorityCode } from './eligibility-rules.ts';
import { loadEligibilityBook } from './eligibility.store.server.ts';
import { comparePriorityOrders, priorityOrderOf, type Priority } from './priority.ts';

const BEFORE = '2025-10-14';
const AFTER = '2025-10-15';
const books = new Map<string, EligibilityBook>();
beforeAll(async () => {
  const { db } = await testDatabase();
  for (const day of [BEFORE, AFTER]) {
    const book = await inProvince({ db, province: '40' }, (tx) => loadEligibilityBook(tx, localDate(day)));
    books.set(day, expectOk(book));
  }
});

/** Of a consumer-goods maker of which nothing special is known; `share` is of local material, in per cent. */
const judge = (day: string, { share, ...over }: Partial<ApplicantFacts> & { readonly share?: string }) => {
  const material = share === undefined ? {} : { localMaterialShare: percent(share) };
  const facts = { ...workshopFacts, sector: 'NN-B', ...material, ...over };
  return judgeEligibility(facts, localDate(day), books.get(day)!);
};
const listed = (...areas: ApplicantFacts['areas']['areas']) => ({ areas: { areas, known: true } });

describe('each ground of priority', () => {
  it.each([
    [listed('upland'), 'upland', 'passed'],
    [listed('island'), 'island', 'passed'],
    [listed('border'), 'border', 'passed'],
    [listed('minority'), 'minority_area', 'passed'],
    [listed('poor_district'), 'poor_district', 'passed'],
    [listed('new_rural'), 'new_rural', 'passed'],
    [listed('difficult'), 'difficult_area', 'passed'],
    [listed('especially_difficult'), 'difficult_area', 'passed'],
    [{ typicalProduct: true }, 'typical_product', 'to_be_shown'],
    [{ typicalProduct: true, typicalProductCertificate: '12/GCN' }, 'typical_product', 'passed'],
    [{ keyProduct: true }, 'key_product', 'passed'],
    [{ exports: true }, 'exports', 'passed'],
    [{ share: '50.01' }, 'local_material', 'passed'],
    [{ share: '100' }, 'local_material', 'passed'],
    [{ share: '50' }, 'local_material', undefined],
    [{ localMaterialShare: null }, 'local_material', undefined],
    [{ employees: 50 }, 'much_labour', 'passed'],
    [{ employees: 49 }, 'much_labour', undefined],
    [{ sector: 'NN-A' }, 'processing', 'passed'],
    [{ sector: 'NN-D' }, 'mechanical', 'to_be_shown'],
    [{ sector: 'NN-C' }, 'agricultural_chemicals', 'to_be_shown'],
    [{ supportingIndustry: true }, 'supporting_industry', 'passed'],
    [{ sector: 'NN-G' }, 'cleaner_production', 'passed'],
    [{ cleanerProduction: true }, 'cleaner_production', 'passed'],
    [{}, undefined, undefined],
  ] as const)('%j: %s %s, before and after 15 October 2025', (over, code, status) => {
    for (const day of [BEFORE, AFTER]) {
      const { priorities } = judge(day, over);
      const expected = code === undefined || status === undefined ? [] : [{ code, status }];
      expect(priorities).toMatchObject(expected);
      expect(priorities).toHaveLength(expected.length);
      // The text of the circular was read; that it still stands beside the new decree was not.
      for (const priority of priorities) expect(priority.verified).toBe(day === BEFORE);
    }
  });

  it.each([
    [{ womenOwned: true }, 'women_owned'],
    [{ minorityOwned: true }, 'minority_owned'],
  ] as const)('%j counts since the decree that gives it priority', (over, code) => {
    expect(judge(BEFORE, over).priorities).toEqual([]);
    expect(judge(AFTER, over).priorities).toMatchObject([{ code, status: 'passed', verified: true }]);
  });

  it('names where each stands', () => {
    const { priorities } = judge(BEFORE, { ...listed('upland'), employees: 50, sector: 'NN-A' });
    expect(priorities.map((p) => [p.code, p.citation?.document, p.citation?.clause])).toEqual([
      ['upland', '45/2012/NĐ-CP', '1'],
      ['much_labour', '46/2012/TT-BCT', '2'],
      ['processing', '45/2012/NĐ-CP', '2'],
    ]);
  });
});

describe('the order', () => {
  const key = (day: string, over: Partial<ApplicantFacts>) => judge(day, over).priorityOrder.key;

  it.each([
    [listed('island'), [1, 3]],
    [listed('poor_district'), [2, 3]],
    [listed('new_rural'), [3, 3]],
    [listed('especially_difficult'), [4, 3]],
    [listed('new_rural', 'border'), [1, 3]],
    [{ exports: true }, [5, 1]],
    [{ sector: 'NN-A' }, [5, 2]],
    [{ sector: 'NN-A', employees: 50 }, [5, 1]],
    [{}, [5, 3]],
  ] as const)('ranks %j as %j: areas, then sectors, group (b) before (a)', (over, ranks) => {
    expect(key(BEFORE, over)).toEqual(ranks);
    expect(key(AFTER, over)).toEqual([...ranks, 2]);
  });

  it('lets owners part those who are even, since the new decree', () => {
    expect(key(AFTER, { womenOwned: true })).toEqual([5, 3, 1]);
    expect(key(BEFORE, { womenOwned: true })).toEqual([5, 3]);
  });

  it('puts the area before any sector, and the sector before any owner', () => {
    const plan = [
      judge(AFTER, { womenOwned: true }),
      judge(AFTER, { exports: true }),
      judge(AFTER, { ...listed('difficult') }),
      judge(AFTER, { sector: 'NN-A' }),
      judge(AFTER, { ...listed('upland'), sector: 'NN-A' }),
    ];
    const order = plan.toSorted((a, b) => comparePriorityOrders(a.priorityOrder, b.priorityOrder));
    expect(order.map((one) => plan.indexOf(one))).toEqual([4, 2, 1, 3, 0]);
  });

  it('counts what is still to be shown as possible, not as reached', () => {
    const levels = judge(BEFORE, { typicalProduct: true, areas: { areas: [], known: false } }).priorityOrder
      .levels;
    expect(levels).toMatchObject([
      { by: 'area', rank: 5, of: 4, name: null, listsUnknown: true, verified: true },
      { by: 'sector', rank: 3, possible: 1, listsUnknown: false },
    ]);
    expect(judge(BEFORE, listed()).priorityOrder.levels[0]).toMatchObject({ rank: 5, listsUnknown: false });
  });

  it('says that cleaner production is judged, not ordered, and says so no more beside another ground', () => {
    const sector = (over: Partial<ApplicantFacts>) => judge(BEFORE, over).priorityOrder.levels[1];
    expect(sector({ cleanerProduction: true })).toMatchObject({ rank: 2, judged: true });
    expect(sector({ cleanerProduction: true, exports: true })).toMatchObject({ rank: 1, judged: false });
    expect(sector({ sector: 'NN-A' })).toMatchObject({ rank: 2, judged: false });
  });

  it('rests on the circular, and after the new decree says that this was not verified', () => {
    const cited = (day: string) =>
      judge(day, {}).priorityOrder.levels.map((one) => [
        one.citation?.document,
        one.citation?.clause,
        one.verified,
      ]);
    expect(cited(BEFORE)).toEqual([
      ['46/2012/TT-BCT', '3', true],
      ['46/2012/TT-BCT', '3', true],
    ]);
    expect(cited(AFTER)).toEqual([
      ['46/2012/TT-BCT', '3', false],
      ['46/2012/TT-BCT', '3', false],
      ['235/2025/NĐ-CP', null, false],
    ]);
  });
});

describe('for any establishment', () => {
  const facts = fc.record({
    sector: fc.constantFrom('NN-A', 'NN-B', 'NN-C', 'NN-D', 'NN-G'),
    employees: fc.integer({ min: 0, max: 120 }),
    localMaterialShare: fc.option(fc.integer({ min: 0, max: 100 }).map((n) => percent(n))),
    areas: fc.record({ areas: fc.subarray([...priorityAreas]), known: fc.boolean() }),
    exports: fc.boolean(),
    typicalProduct: fc.boolean(),
    keyProduct: fc.boolean(),
    supportingIndustry: fc.boolean(),
    cleanerProduction: fc.boolean(),
    womenOwned: fc.boolean(),
    minorityOwned: fc.boolean(),
  });
  const orderOf = (over: Partial<ApplicantFacts>) => judge(AFTER, over).priorityOrder;

  it('the order is total, antisymmetric and transitive', () => {
    fc.assert(
      fc.property(facts, facts, facts, (x, y, z) => {
        const [a, b, c] = [orderOf(x), orderOf(y), orderOf(z)];
        expect(comparePriorityOrders(a, b)).toBe(-comparePriorityOrders(b, a) + 0);
        expect(comparePriorityOrders(a, b) === 0).toBe(a.key.join() === b.key.join());
        const sorted = [a, b, c].toSorted(comparePriorityOrders);
        expect(comparePriorityOrders(sorted[0]!, sorted[2]!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('one more true ground never lowers it', () => {
    const more = [
      { exports: true },
      { keyProduct: true },
      { typicalProduct: true, typicalProductCertificate: '1' },
      { supportingIndustry: true },
      { cleanerProduction: true },
      { womenOwned: true },
      { employees: 200 },
      { localMaterialShare: percent(90) },
    ];
    fc.assert(
      fc.property(facts, fc.constantFrom(...more), fc.constantFrom(...priorityAreas), (x, also, area) => {
        const before = orderOf(x);
        expect(comparePriorityOrders(orderOf({ ...x, ...also }), before)).toBeLessThanOrEqual(0);
        const areas = { areas: [...x.areas.areas, area], known: true };
        expect(comparePriorityOrders(orderOf({ ...x, areas }), before)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('what has been shown is never worse than what it could be', () => {
    fc.assert(
      fc.property(facts, (x) => {
        for (const level of orderOf(x).levels) expect(level.possible).toBeLessThanOrEqual(level.rank);
      }),
    );
  });
});

it('takes the best of several grounds whatever their order', () => {
  const ground = (code: PriorityCode): Priority => ({
    code,
    status: 'passed',
    citation: null,
    verified: true,
  });
  const rules = books.get(AFTER)!.rules;
  const key = (...codes: PriorityCode[]) =>
    priorityOrderOf(codes.map(ground), { areas: { areas: [], known: true } }, rules).key;
  expect(key('processing', 'exports')).toEqual(key('exports', 'processing'));
  expect(key('processing', 'exports')).toEqual([5, 1, 2]);
});
