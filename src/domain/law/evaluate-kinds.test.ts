import { describe, expect, it } from 'vitest';
import { dateInterval, dong, expectOk, localDate, percent, type Dong, type Rate, type Result } from '#kernel';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './explanation.ts';
import type { Limit, Norm, NormSet, Rule, SupportFacts, UnitFacts } from './norm.ts';
import { ruleOf, type StoredRule } from './stored-norm.ts';

/** What no shipped set has yet: kinds a province may write into its own. */
const million = (n: number): Dong => dong(n * 1_000_000);
const everywhere = <T>(value: T) => ({ normal: value, difficult: value, especially_difficult: value });

const norm = (rule: Rule, over: Partial<Norm> = {}): Norm => ({
  content: 'XX-01',
  unitOfCount: 'establishment',
  rule,
  areas: null,
  costs: null,
  limits: [],
  citation: null,
  verification: 'full_text',
  note: null,
  examples: [],
  ...over,
});

const setOf = (one: Norm, over: Partial<NormSet> = {}): NormSet => ({
  id: 'made-up',
  fund: 'local',
  province: '40',
  inForce: dateInterval(localDate('2026-01-01'), null),
  document: '1/2026/NQ-HĐND',
  priorityFactor: null,
  vat: null,
  verification: 'full_text',
  sample: false,
  norms: new Map([[one.content, one]]),
  ...over,
});

const on = localDate('2026-06-01');
const ask = (set: NormSet, units: UnitFacts[], over: Partial<SupportFacts> = {}): Result<Evaluation> =>
  evaluate({ content: 'XX-01', fund: 'local', province: '40', area: 'normal', units, ...over }, on, set);
const amount = (...given: Parameters<typeof ask>) => expectOk(ask(...given)).amount;
const codes = (...given: Parameters<typeof ask>) => expectOk(ask(...given)).explanation.map((s) => s.code);

const cost = (millions: number, over: Partial<UnitFacts> = {}): UnitFacts => ({
  eligibleCost: million(millions),
  ...over,
});
const half: Rule = {
  kind: 'percent_with_cap',
  percent: everywhere(percent(50)),
  cap: everywhere(million(300)),
  line: null,
};

describe('kinds of rules', () => {
  it('a fixed sum is given whatever the cost, once for each unit of count', () => {
    const bonus = setOf(
      norm({ kind: 'fixed', amount: everywhere(million(50)) }, { unitOfCount: 'craft_village' }),
    );
    expect(amount(bonus, [cost(1), cost(900)])).toBe(million(100));
    expect(codes(bonus, [cost(1)])).toEqual(['norm_set_used', 'fixed_amount', 'fixed_decides']);
  });

  it('a rate and a cap by area are those of the place, and said so', () => {
    const stored: StoredRule = {
      kind: 'percent_with_cap',
      percent: { normal: 5000, difficult: 6000, especially_difficult: 7000 },
      cap: { normal: '300000000', difficult: '360000000', especially_difficult: '400000000' },
    };
    const set = setOf(norm(ruleOf(stored)));
    expect(amount(set, [cost(500)])).toBe(million(250));
    expect(amount(set, [cost(500)], { area: 'difficult' })).toBe(million(300));
    expect(amount(set, [cost(1000)], { area: 'especially_difficult' })).toBe(million(400));
    expect(codes(set, [cost(500)], { area: 'difficult' })).toContain('rate_of_area');
  });

  it('a share of another amount names that amount and keeps its cap', () => {
    const set = setOf(
      norm({
        kind: 'percent_of',
        amount: 'interest',
        percent: everywhere(percent(50)),
        cap: everywhere(million(500)),
      }),
    );
    expect(amount(set, [cost(300)])).toBe(million(150));
    expect(amount(set, [cost(3000)])).toBe(million(500));
    expect(expectOk(ask(set, [cost(300)])).explanation[1]).toMatchObject({
      code: 'percent_of_other',
      params: { otherAmount: 'interest' },
    });
  });

  it('levels differ, and the question without a level is sent back', () => {
    const set = setOf(
      norm({
        kind: 'by_level',
        percent: everywhere(percent(30)),
        caps: { regional: million(70), national: million(100) },
      }),
    );
    expect(amount(set, [cost(300, { level: 'regional' })])).toBe(million(70));
    expect(amount(set, [cost(300, { level: 'national' })])).toBe(million(90));
    expect(ask(set, [cost(300)])).toMatchObject({
      refusal: { code: 'norm_needs_level', field: 'units.0.level' },
    });
  });
});

describe('the cost that counts', () => {
  const listed = setOf(norm(half, { costs: ['machinery', 'documents'] }));
  const broken = cost(500, {
    costs: [
      { kind: 'machinery', amount: million(400) },
      { kind: 'building', amount: million(100) },
    ],
  });

  it('is what the norm lists; what it does not list is left out by name', () => {
    expect(amount(listed, [broken])).toBe(million(200));
    expect(expectOk(ask(listed, [broken])).explanation[1]).toMatchObject({
      code: 'cost_kind_left_out',
      params: { costKind: 'building', amount: million(100), cost: million(400) },
    });
    expect(amount(listed, [cost(500)])).toBe(million(250));
  });

  it('is refused when nothing of it counts, or when its parts do not add up', () => {
    const building = cost(100, { costs: [{ kind: 'building', amount: million(100) }] });
    expect(ask(listed, [building])).toMatchObject({
      refusal: { code: 'no_cost_counts', field: 'units.0.costs' },
    });
    const short = cost(500, { costs: [{ kind: 'machinery', amount: million(400) }] });
    expect(ask(listed, [short])).toMatchObject({
      refusal: { code: 'cost_kinds_do_not_add_up', params: { sum: million(400), cost: million(500) } },
    });
  });

  it('is without the tax where the set says so, with it where it says so, and says when it is not known', () => {
    const taxed = [cost(550, { vat: million(50) })];
    expect(amount(setOf(norm(half), { vat: 'excluded' }), taxed)).toBe(million(250));
    expect(amount(setOf(norm(half), { vat: 'included' }), taxed)).toBe(million(275));
    expect(codes(setOf(norm(half)), taxed)).toContain('vat_treatment_unknown');
    expect(ask(setOf(norm(half)), [cost(1, { vat: million(2) })])).toMatchObject({
      refusal: { code: 'vat_is_out_of_range' },
    });
  });
});

describe('what was had before', () => {
  const limit = (over: Partial<Limit>): Limit => ({
    within: 'year',
    times: null,
    amount: null,
    contents: null,
    citation: null,
    verification: 'full_text',
    ...over,
  });
  const had = (day: string, millions: number) => ({ on: localDate(day), amount: million(millions) });
  const yearly = setOf(norm(half, { limits: [limit({ amount: 'cap' })] }));

  it('counts against the cap of the year, and only of that year', () => {
    expect(amount(yearly, [cost(800, { earlier: [had('2026-02-01', 100)] })])).toBe(million(200));
    expect(amount(yearly, [cost(200, { earlier: [had('2026-02-01', 100)] })])).toBe(million(100));
    expect(amount(yearly, [cost(800, { earlier: [had('2025-12-31', 300)] })])).toBe(million(300));
    expect(codes(yearly, [cost(800, { earlier: [had('2026-02-01', 100)] })])).toEqual(
      expect.arrayContaining(['had_before', 'earlier_support_decides']),
    );
  });

  it('what comes after the day asked about does not count', () => {
    expect(amount(yearly, [cost(800, { earlier: [had('2026-07-01', 300)] })])).toBe(million(300));
  });

  it('refuses when nothing is left, and when the times are used up', () => {
    expect(ask(yearly, [cost(800, { earlier: [had('2026-02-01', 300)] })])).toMatchObject({
      refusal: { code: 'support_limit_reached', params: { had: million(300), most: million(300) } },
    });
    const twice = setOf(norm(half, { limits: [limit({ times: 2 })] }));
    const times = [had('2026-02-01', 1), had('2026-03-01', 1)];
    expect(amount(twice, [cost(100, { earlier: times.slice(1) })])).toBe(million(50));
    expect(ask(twice, [cost(100, { earlier: times })])).toMatchObject({
      refusal: { code: 'support_times_reached', params: { times: 2 } },
    });
  });

  it('counts contents together where the limit names them, and no others', () => {
    const shared = setOf(norm(half, { limits: [limit({ amount: 'cap', contents: ['XX-01', 'XX-02'] })] }));
    const of = (content: string) => [{ ...had('2026-02-01', 100), content }];
    expect(amount(shared, [cost(800, { earlier: of('XX-02') })])).toBe(million(200));
    expect(amount(shared, [cost(800, { earlier: of('XX-03') })])).toBe(million(300));
    expect(amount(yearly, [cost(800, { earlier: of('XX-02') })])).toBe(million(300));
  });

  it('a year is the budget year: what was approved in December for the next counts there', () => {
    const next = [{ ...had('2025-12-20', 100), year: 2026 }];
    expect(amount(yearly, [cost(800, { earlier: next })])).toBe(million(200));
    const asked = [cost(800, { earlier: [had('2026-02-01', 100)] })];
    expect(amount(yearly, asked, { year: 2027 })).toBe(million(300));
  });

  it('a cumulative limit counts every year', () => {
    const ever = setOf(norm(half, { limits: [limit({ within: 'ever', amount: million(500) })] }));
    const years = [had('2024-02-01', 250), had('2025-02-01', 150)];
    expect(amount(ever, [cost(800, { earlier: years })])).toBe(million(100));
  });

  it('an unverified limit makes the answer unverified only where it was applied', () => {
    const memory = setOf(norm(half, { limits: [limit({ amount: 'cap', verification: 'memory' })] }));
    expect(expectOk(ask(memory, [cost(100)])).verified).toBe(true);
    expect(expectOk(ask(memory, [cost(100, { earlier: [had('2026-02-01', 1)] })])).verified).toBe(false);
  });
});

describe('units of one establishment', () => {
  it('share one cap, and say so', () => {
    const one = { establishment: '2900000001' };
    const set = setOf(norm(half));
    expect(amount(set, [cost(500, one), cost(500, one)])).toBe(million(300));
    expect(amount(set, [cost(500, one), cost(500, { establishment: '2900000002' })])).toBe(million(500));
    expect(codes(set, [cost(500, one), cost(500, one)])).toContain('units_are_one');
  });

  it('are units of their own where the norm counts models', () => {
    const one = { establishment: '2900000001' };
    const models = setOf(norm(half, { unitOfCount: 'model' }));
    expect(amount(models, [cost(600, one), cost(600, one)])).toBe(million(600));
  });
});

describe('the factor for priority areas and sectors', () => {
  const citation = { document: '1/2026/NQ-HĐND', article: '5', clause: null, point: null };
  const set = setOf(norm(half), { priorityFactor: { factor: percent(150), citation } });
  const raised = (factor: Rate) => ({ area: 'difficult' as const, priorityFactor: factor });

  it('raises share and cap alike, as far as the authority decided, and never above the cost', () => {
    expect(amount(set, [cost(400)], raised(percent(120)))).toBe(million(240));
    expect(amount(set, [cost(1000)], raised(percent(150)))).toBe(million(450));
    const whole = setOf(norm({ kind: 'up_to', cap: everywhere(million(100)) }), {
      priorityFactor: { factor: percent(150), citation },
    });
    expect(amount(whole, [cost(110)], raised(percent(150)))).toBe(million(110));
  });

  it('is refused above what the set allows, below one, and where the set has none', () => {
    const refused = (factor: Rate, where = set) => ask(where, [cost(400)], raised(factor));
    expect(refused(percent(151))).toMatchObject({ refusal: { code: 'priority_factor_is_out_of_range' } });
    expect(refused(percent(99))).toMatchObject({ refusal: { code: 'priority_factor_is_out_of_range' } });
    expect(refused(percent(120), setOf(norm(half)))).toMatchObject({
      refusal: { code: 'priority_factor_is_unknown', field: 'priorityFactor' },
    });
  });
});
