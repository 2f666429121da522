import { describe, expect, it } from 'vitest';
import { dong, localDate, type Dong } from '#kernel';
import { shippedNorms } from '#law/server';
import { bookWith, simulateOne, type PastRequest } from './simulated-project.ts';
import { simulationResultJson, simulationResultOf } from './simulation-json.ts';
import { SimulationTally } from './simulation-tally.ts';

const million = (n: number): Dong => dong(n * 1_000_000);
const book = shippedNorms();
const [older, newer] = [2014, 2018].map((year) =>
  book.sets.find((set) => set.fund === 'national' && set.inForce.from.startsWith(String(year)))!,
);
/** The national norms of 2014 as if they were drafted anew today. */
const books = {
  province: '40',
  fund: 'national',
  asItWas: book,
  withDraft: bookWith({ ...older!, id: 'draft' }, book),
} as const;

const request = (over: Partial<PastRequest> = {}): PastRequest => ({
  id: '01900000-0000-7000-8000-000000000000',
  number: 'KC-2024-0001',
  title: 'Máy cắt đá',
  year: 2024,
  content: 'MM-01',
  area: 'normal',
  size: 'small',
  eligibleCost: million(700),
  totalCost: million(900),
  technologyLine: false,
  on: localDate('2024-03-01'),
  boundBy: null,
  ...over,
});
const simulate = (over: Partial<PastRequest> = {}) => simulateOne(request(over), books);
const amounts = ({ before, after }: ReturnType<typeof simulate>) => [
  before.ok ? before.value : before.refusal.code,
  after.ok ? after.value : after.refusal.code,
];

describe('one project under two sets', () => {
  it('has what was in force on its day, and what the draft would have given on that day', () => {
    expect(amounts(simulate())).toEqual([million(300), million(200)]);
    expect(simulate().outcome).toBe('loses');
    expect(simulate({ eligibleCost: million(300) }).outcome).toBe('stays');
    // Before 2018 the same set was in force.
    expect(simulate({ on: localDate('2016-03-01') }).outcome).toBe('stays');
  });

  it('has the amount of the set that bound it, whatever was in force', () => {
    expect(amounts(simulate({ on: localDate('2020-01-01'), boundBy: newer! }))).toEqual([
      million(300),
      million(200),
    ]);
  });

  it('is refused with the reason, or possible for the first time', () => {
    expect(simulate({ content: 'ZZ-01' }).outcome).toBe('refused_by_both');
    const without = bookWith({ ...older!, id: 'draft', norms: new Map() }, book);
    const refused = simulateOne(request(), { ...books, withDraft: without });
    expect(refused).toMatchObject({
      outcome: 'refused',
      after: { refusal: { code: 'content_has_no_norm' } },
    });
    expect(simulate({ on: localDate('2010-01-01') }).outcome).toBe('possible');
  });

  it('a local draft that says nothing of a content leaves the national level standing in', () => {
    const local = { ...older!, id: 'draft', fund: 'local', province: '40', norms: new Map() } as const;
    const both = { province: '40', fund: 'local', asItWas: book, withDraft: bookWith(local, book) } as const;
    expect(amounts(simulateOne(request(), both))).toEqual([million(300), million(300)]);
  });
});

describe('the sums of many', () => {
  const tally = new SimulationTally();
  tally.add(simulate());
  tally.add(simulate({ content: 'MM-02', size: 'micro', year: 2025, area: 'difficult' }));
  for (let i = 1; i <= 30; i++)
    tally.add(simulate({ number: `KC-2024-1${i}`, eligibleCost: million(400 + i) }));
  const result = tally.result([{ year: 2024, given: million(900) }]);

  it('agree with each other in every division', () => {
    for (const groups of Object.values(result.by)) {
      const sum = (pick: (group: (typeof groups)[number]) => bigint) =>
        groups.reduce((total, group) => total + pick(group), 0n);
      expect(sum((group) => group.before)).toBe(result.total.before);
      expect(sum((group) => group.after)).toBe(result.total.after);
      expect(groups.reduce((total, group) => total + group.projects, 0)).toBe(32);
    }
    expect(Object.values(result.total.outcomes).reduce((total, n) => total + n, 0)).toBe(32);
    expect(result.by.year.map(({ key }) => key)).toEqual(['2024', '2025']);
  });

  it('name the twenty largest changes, the largest first', () => {
    expect(result.largest).toHaveLength(20);
    expect(result.largest[0]).toMatchObject({ content: 'MM-02', before: million(350), after: million(200) });
    const changes = result.largest.map(({ before, after }) => before - after);
    expect(changes).toEqual(changes.toSorted((a, b) => (a > b ? -1 : 1)));
  });

  it('are read back as they were kept', () => {
    const again = simulationResultOf(JSON.parse(simulationResultJson(result)));
    expect(again).toEqual(result);
  });
});
