import { describe, expect, it } from 'vitest';
import { dateInterval, dong, localDate, type Dong } from '#kernel';
import { aboveNational } from './above-national.ts';
import type { Fund, Norm, NormSet } from './norm.ts';
import { ruleOf, type StoredRule } from './stored-norm.ts';

const million = (n: number): Dong => dong(n * 1_000_000);
const m = (n: number) => String(million(n));

function set(fund: Fund, rules: Readonly<Record<string, StoredRule>>): NormSet {
  const norm = (content: string, rule: StoredRule): Norm => ({
    content,
    unitOfCount: 'model',
    rule: ruleOf(rule),
    areas: null,
    costs: null,
    limits: [],
    citation: null,
    verification: 'full_text',
    note: null,
    examples: [],
  });
  return {
    id: fund,
    fund,
    province: fund === 'local' ? '40' : null,
    inForce: dateInterval(localDate('2026-01-01'), null),
    document: 'x',
    priorityFactor: null,
    vat: null,
    verification: 'full_text',
    sample: false,
    norms: new Map(Object.entries(rules).map(([content, rule]) => [content, norm(content, rule)])),
  };
}

const compare = (local: StoredRule, national: StoredRule, also: Record<string, StoredRule> = {}) =>
  aboveNational(set('local', { 'MH-01': local }), set('national', { 'MH-01': national, ...also }));
const half = (percent: number, cap: number): StoredRule => ({
  kind: 'percent_with_cap',
  percent: percent * 100,
  cap: m(cap),
});

describe('rules of different kinds', () => {
  it('are compared by what they would pay, with the cost at which most is paid above', () => {
    const brackets: StoredRule = {
      kind: 'brackets',
      brackets: [{ from: m(2000), below: m(4000), amount: m(350) }],
    };
    expect(compare(brackets, half(30, 300))).toEqual([
      {
        content: 'MH-01',
        at: {
          ...{ cost: million(2000), area: 'normal', technologyLine: false, level: null },
          ...{ local: million(350), national: million(300) },
        },
      },
    ]);
    expect(compare(brackets, half(30, 350))).toEqual([]);
    // Just where the bracket begins, 17 % of the cost is still below it.
    expect(compare(brackets, half(17, 350))).toMatchObject([{ at: { national: million(340) } }]);
  });

  it('a whole cost up to a cap stands above a share of it, even under a lower cap', () => {
    expect(compare({ kind: 'up_to', cap: m(200) }, half(50, 300))).toMatchObject([
      { at: { cost: million(200), local: million(200), national: million(100) } },
    ]);
    expect(compare(half(50, 300), { kind: 'up_to', cap: m(300) })).toEqual([]);
  });

  it('a share without a cap passes a cap somewhere, however far out', () => {
    expect(compare({ kind: 'actual_cost', percent: 1000 }, { kind: 'up_to', cap: m(300) })).toMatchObject([
      { content: 'MH-01', at: { national: million(300) } },
    ]);
  });

  it('are no ceiling where the national level is not known, or asks for another sum', () => {
    expect(compare(half(50, 300), { kind: 'unknown' })).toEqual([]);
    expect(compare(half(50, 300), { kind: 'set_locally', where: { vi: 'x', en: 'x' } })).toEqual([]);
    expect(compare({ kind: 'percent_of', amount: 'interest', percent: 10_000 }, half(50, 300))).toEqual([]);
  });

  it('a level computed as another content is compared as that one', () => {
    const same: StoredRule = { kind: 'same_as', content: 'MM-01' };
    expect(compare(half(60, 300), same, { 'MM-01': half(50, 300) })).toMatchObject([{ content: 'MH-01' }]);
    expect(compare(half(50, 300), same, { 'MM-01': half(50, 300) })).toEqual([]);
  });
});

describe('rules of one kind', () => {
  it('stand above by any higher figure, exactly', () => {
    expect(compare(half(50, 300), half(50, 300))).toEqual([]);
    expect(compare(half(40, 300), half(50, 300))).toEqual([]);
    expect(compare(half(51, 200), half(50, 300))).toMatchObject([{ at: { local: million(200) } }]);
    const later: StoredRule = { kind: 'brackets', brackets: [{ from: m(4000), amount: m(500) }] };
    const known: StoredRule = {
      kind: 'brackets',
      brackets: [{ from: m(2000), below: m(4000), amount: m(350) }],
    };
    // Higher than anything the nation pays, where the nation's own level is not known.
    expect(compare(later, known)).toEqual([{ content: 'MH-01', at: null }]);
  });

  it('in one area, for a technology line, at one level', () => {
    const inAreas: StoredRule = {
      kind: 'percent_with_cap',
      percent: 5000,
      cap: { normal: m(300), difficult: m(300), especially_difficult: m(400) },
    };
    expect(compare(inAreas, half(50, 300))).toMatchObject([{ at: { area: 'especially_difficult' } }]);
    const line = { ...half(50, 300), line: { factor: 15_000, when: 'asked' as const } } as StoredRule;
    expect(compare(line, half(50, 300))).toMatchObject([
      { at: { technologyLine: true, local: million(450), national: million(300) } },
    ]);
    const level = (cap: number): StoredRule => ({
      kind: 'by_level',
      percent: 10_000,
      caps: { commune: m(30), provincial: m(cap) },
    });
    expect(compare(level(60), level(50))).toMatchObject([
      { at: { level: 'provincial', local: million(60), national: million(50) } },
    ]);
  });
});
