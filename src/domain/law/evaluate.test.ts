import { describe, expect, it } from 'vitest';
import { dong, expectOk, localDate, MILLION, multiplyRatio, type Dong } from '#kernel';
import { checkAsked, evaluate, evaluateOn } from './evaluate.ts';
import type { SupportFacts, UnitFacts } from './norm.ts';
import { shippedNorms } from './shipped-norms.server.ts';

const million = (n: number): Dong => multiplyRatio(MILLION, BigInt(n), 1n);
const unit = (millions: number, technologyLine = false): UnitFacts => ({
  eligibleCost: million(millions),
  technologyLine,
});
const facts = (content: string, units: UnitFacts[], over: Partial<SupportFacts> = {}): SupportFacts => ({
  content,
  fund: 'national',
  province: '40',
  area: 'normal',
  units,
  ...over,
});

const book = shippedNorms();

const amountOn = (on: string, content: string, units: UnitFacts[], over: Partial<SupportFacts> = {}) =>
  expectOk(evaluateOn(facts(content, units, over), localDate(on), book)).amount;
const refusalOn = (on: string, content: string, units: UnitFacts[], over: Partial<SupportFacts> = {}) => {
  const result = evaluateOn(facts(content, units, over), localDate(on), book);
  if (result.ok) throw new Error('not refused');
  return [result.refusal, ...(result.refusal.also ?? [])];
};

describe('the norms by date', () => {
  it.each([
    // content, date, costs in millions, line, expected millions
    ['MM-01', '2014-04-08', [700], false, 200],
    ['MM-01', '2018-05-10', [700], false, 200],
    ['MM-01', '2018-05-11', [700], false, 300],
    ['MM-01', '2026-03-01', [700], false, 300],
    ['MM-01', '2026-03-01', [600], false, 300],
    ['MM-01', '2026-03-01', [500], false, 250],
    ['MM-01', '2018-05-10', [1000], true, 200],
    ['MM-01', '2018-05-11', [1000], true, 450],
    ['MM-01', '2018-05-11', [800], true, 400],
    ['MM-02', '2018-05-10', [1000], false, 200],
    ['MM-02', '2018-05-11', [1000], false, 450],
    ['MM-02', '2018-05-11', [1000], true, 450],
    ['MH-01', '2018-05-10', [2000], false, 500],
    ['MH-01', '2018-05-11', [2000], false, 600],
    ['MH-01', '2018-05-11', [5000], false, 1000],
    ['MH-02', '2018-05-10', [80], false, 80],
    ['MH-02', '2018-05-11', [300], false, 100],
    ['MM-01', '2026-03-01', [700, 500], false, 550],
    ['NH-01', '2026-03-01', [90], false, 35],
  ] as const)('%s on %s for %j (line: %s) gives %d million', (content, on, costs, line, expected) => {
    const units = costs.map((cost) => unit(cost, line));
    expect(amountOn(on, content, units)).toBe(million(expected));
  });

  it.each([
    [1_999, undefined],
    [2_000, 350],
    [3_999, 350],
    [4_000, undefined],
  ])('Nghệ An’s models: a total investment of %d million gives %s', (total, expected) => {
    const units = [{ eligibleCost: million(1_500), totalInvestment: million(total) }];
    const local = { fund: 'local' } as const;
    if (expected !== undefined) expect(amountOn('2026-03-01', 'MH-01', units, local)).toBe(million(expected));
    else
      expect(refusalOn('2026-03-01', 'MH-01', units, local)).toMatchObject([
        {
          code: 'norm_bracket_is_unknown',
          field: 'units.0.totalInvestment',
          params: { total: million(total) },
        },
      ]);
  });

  it('never gives more than a model costs, whatever its bracket', () => {
    const units = [{ eligibleCost: million(200), totalInvestment: million(2_500) }];
    expect(amountOn('2026-03-01', 'MH-01', units, { fund: 'local' })).toBe(million(200));
  });

  it('rounds down to the đồng', () => {
    expect(amountOn('2026-03-01', 'MM-01', [{ eligibleCost: dong(333) }])).toBe(166n);
  });

  it('gives the same answer every example beside the norms states', () => {
    const examples = book.sets.flatMap((set) =>
      [...set.norms.values()].flatMap((norm) => norm.examples.map((example) => ({ set, norm, example }))),
    );
    expect(examples.length).toBeGreaterThan(20);
    for (const { set, norm, example } of examples) {
      const asked = facts(norm.content, [...example.units], {
        fund: set.fund,
        area: example.area,
        ...(example.priorityFactor === null ? {} : { priorityFactor: example.priorityFactor }),
      });
      const answer = evaluate(asked, set.inForce.from, set);
      const got = answer.ok ? { amount: answer.value.amount } : { refusal: answer.refusal.code };
      expect({ set: set.id, norm: norm.content, got }).toEqual({
        set: set.id,
        norm: norm.content,
        got: example.expected,
      });
    }
  });
});

describe('the explanation', () => {
  it('says share, cap and which of them decides, each with the clause it rests on', () => {
    const { explanation, verified } = expectOk(
      evaluateOn(facts('MM-01', [unit(700)]), localDate('2026-03-01'), book),
    );
    const clause = { document: '28/2018/TT-BTC', article: '8', clause: '4', point: null };
    expect(explanation).toMatchObject([
      { code: 'norm_set_used' },
      { code: 'percent_of_cost', params: { percent: 5000n, amount: million(350) }, citation: clause },
      { code: 'cap_for_unit', params: { cap: million(300), unitOfCount: 'establishment' }, citation: clause },
      { code: 'cap_decides', params: { amount: million(300) } },
    ]);
    expect(verified).toBe(true);
  });

  it('says that the set of 2014 has no factor for a technology line', () => {
    const { explanation } = expectOk(
      evaluateOn(facts('MM-01', [unit(700, true)]), localDate('2018-05-10'), book),
    );
    expect(explanation.map((s) => s.code)).toContain('line_changes_nothing');
  });

  it('says so when the norm was not checked against the text, and cites no inferred clause', () => {
    const { explanation, verified } = expectOk(
      evaluateOn(facts('NH-01', [unit(90)]), localDate('2026-03-01'), book),
    );
    expect(verified).toBe(false);
    expect(explanation.map((s) => s.code)).toContain('norm_is_unverified');
    for (const { citation } of explanation) expect(citation?.clause ?? null).toBeNull();
  });

  it('names in priority areas what the approving authority might add, and adds nothing itself', () => {
    const { amount, explanation } = expectOk(
      evaluateOn(facts('MM-01', [unit(700)], { area: 'difficult' }), localDate('2016-01-01'), book),
    );
    expect(amount).toBe(million(200));
    expect(explanation.at(-1)).toMatchObject({ code: 'priority_may_raise', params: { factor: 15000n } });
  });
});

describe('refusals', () => {
  it('come all at once', () => {
    const units = [{ eligibleCost: dong(0) }, { eligibleCost: dong(-5) }];
    expect(refusalOn('2010-01-01', 'XX-99', units)).toMatchObject([
      { code: 'eligible_cost_is_not_positive', field: 'units.0.eligibleCost' },
      { code: 'eligible_cost_is_not_positive', field: 'units.1.eligibleCost' },
      { code: 'unknown_content', field: 'content' },
      { code: 'date_before_first_norm_set', params: { first: '2014-04-08' } },
    ]);
  });

  it.each([
    ['DT-01', 'norm_is_in_other_instrument'],
    ['CT-01', 'norm_is_set_locally'],
    ['PT-01', 'norm_level_is_unknown'],
    ['DN-01', 'content_is_for_difficult_areas'],
  ])('%s is refused: %s', (content, code) => {
    expect(refusalOn('2026-03-01', content, [unit(10)])).toMatchObject([{ code }]);
  });

  it('says when the province has no local set, and when its set lacks the content', () => {
    const local = { fund: 'local' } as const;
    expect(refusalOn('2026-03-01', 'MM-01', [unit(10)], local)).toMatchObject([
      { code: 'content_has_no_norm' },
    ]);
    expect(refusalOn('2026-03-01', 'MM-01', [unit(10)], { ...local, province: '38' })).toMatchObject([
      { code: 'local_norm_set_missing', params: { province: '38' } },
    ]);
  });

  it('refuses an investment smaller than its own part, no units, and a day outside the set in hand', () => {
    const [set] = book.sets.filter((s) => s.id === 'national-2014-04-08');
    const wrong = facts('MM-01', [{ eligibleCost: million(10), totalInvestment: million(9) }]);
    const result = evaluate(wrong, localDate('2018-05-11'), set!);
    expect(result).toMatchObject({
      refusal: { code: 'total_investment_is_below_cost', also: [{ code: 'norm_set_not_in_force' }] },
    });
    expect(refusalOn('2026-03-01', 'MM-01', [])).toMatchObject([
      { code: 'no_unit_of_count', field: 'units' },
    ]);
  });

  it('refuses asking for more than the norm, with the sum', () => {
    const evaluation = expectOk(evaluateOn(facts('MM-01', [unit(700)]), localDate('2026-03-01'), book));
    expect(checkAsked(million(300), evaluation)).toMatchObject({ ok: true });
    expect(checkAsked(dong(300_000_001), evaluation)).toMatchObject({
      refusal: {
        code: 'support_exceeds_norm',
        params: { asked: 300_000_001n, permitted: million(300), excess: 1n },
      },
    });
  });
});
