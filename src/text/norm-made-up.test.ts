import { describe, expect, it } from 'vitest';
import { dateInterval, dong, localDate, percent } from '#kernel';
import {
  evaluate,
  evaluateOn,
  type Norm,
  type NormSet,
  type Rule,
  type SupportFacts,
  type UnitFacts,
} from '#law';
import { shippedNorms } from '#law/server';
import { million, said, unit } from './testing/said-answer.ts';

const book = shippedNorms();

describe('sets no law has yet', () => {
  const everywhere = <T>(value: T) => ({ normal: value, difficult: value, especially_difficult: value });
  const citation = { document: '1/2026/NQ-HĐND', article: '3', clause: '1', point: null };
  const setOf = (rule: Rule, norm: Partial<Norm> = {}, over: Partial<NormSet> = {}): NormSet => ({
    id: 'made-up',
    fund: 'local',
    province: '40',
    inForce: dateInterval(localDate('2026-01-01'), null),
    document: '1/2026/NQ-HĐND',
    priorityFactor: null,
    vat: 'excluded',
    verification: 'full_text',
    sample: false,
    norms: new Map([
      [
        'XX-01',
        {
          content: 'XX-01',
          unitOfCount: 'establishment',
          rule,
          areas: null,
          costs: null,
          limits: [],
          citation,
          verification: 'full_text',
          note: null,
          examples: [],
          ...norm,
        } satisfies Norm,
      ],
    ]),
    ...over,
  });
  const ask = (set: NormSet, units: UnitFacts[], over: Partial<SupportFacts> = {}, on = '2026-06-01') =>
    said(
      evaluate(
        { content: 'XX-01', fund: 'local', province: '40', area: 'normal', units, ...over },
        localDate(on),
        set,
      ),
    );
  const half: Rule = {
    kind: 'percent_with_cap',
    percent: everywhere(percent(50)),
    cap: everywhere(million(300)),
    line: null,
  };
  const priorityFactor = { factor: percent(150), citation: { ...citation, clause: '9' } };

  it('fixed sums, rates by area, tax left out, a factor on a fixed sum', () => {
    const bonus: Rule = { kind: 'fixed', amount: everywhere(million(50)) };
    expect(
      ask(setOf(bonus, { unitOfCount: 'craft_village' }, { priorityFactor }), [unit(1)], {
        area: 'difficult',
        priorityFactor: percent(150),
      }),
    ).toMatchInlineSnapshot(`
      "= 75000000 đã đối chiếu; 75000000/75000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      Mức khoán là 50.000.000 đồng cho một làng nghề. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Cấp phê duyệt nâng mức lên 1,5 lần cho địa bàn, ngành nghề ưu tiên: 75.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 9]
      Được hỗ trợ 75.000.000 đồng."
    `);
    const rates: Rule = {
      ...half,
      percent: { ...everywhere(percent(50)), especially_difficult: percent(70) },
    };
    expect(ask(setOf(rates), [unit(110, { vat: million(10) })], { area: 'especially_difficult' }))
      .toMatchInlineSnapshot(`
      "= 70000000 đã đối chiếu; 70000000/300000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      Trừ thuế giá trị gia tăng 10.000.000 đồng, chi phí được tính là 100.000.000 đồng.
      70% của chi phí 100.000.000 đồng là 70.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Mức này áp dụng cho địa bàn đặc biệt khó khăn. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Số này trong mức trần, nên được hỗ trợ tối đa 70.000.000 đồng."
    `);
    expect(ask(setOf(half), [unit(110, { vat: dong(0) })])).toMatchInlineSnapshot(`
      "= 55000000 đã đối chiếu; 55000000/300000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      50% của chi phí 110.000.000 đồng là 55.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Số này trong mức trần, nên được hỗ trợ tối đa 55.000.000 đồng."
    `);
  });

  it('limits over years, the tightest of several, and a day that counts itself', () => {
    const limit = { times: null, contents: null, citation, verification: 'memory' } as const;
    const limits = [
      { ...limit, within: 'year', amount: 'cap' },
      { ...limit, within: 'ever', amount: million(400) },
    ] as const;
    const earlier = [
      { on: localDate('2024-06-01'), amount: million(150) },
      { on: localDate('2026-06-01'), amount: million(100) },
      { on: localDate('2026-06-02'), amount: million(100) },
    ];
    expect(ask(setOf(half, { limits }), [unit(700, { earlier })])).toMatchInlineSnapshot(`
      "= 150000000 chưa đối chiếu; 150000000/300000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      50% của chi phí 700.000.000 đồng là 350.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Trong năm đã được hỗ trợ 100.000.000 đồng cho nội dung này, nên còn nhiều nhất 200.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Trước đây đã được hỗ trợ 250.000.000 đồng cho nội dung này, nên còn nhiều nhất 150.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Phần còn lại nhỏ hơn, nên được hỗ trợ tối đa 150.000.000 đồng."
    `);
    expect(ask(setOf(half, { limits: limits.toReversed() }), [unit(700, { earlier })]))
      .toMatchInlineSnapshot(`
      "= 150000000 chưa đối chiếu; 150000000/300000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      50% của chi phí 700.000.000 đồng là 350.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Trước đây đã được hỗ trợ 250.000.000 đồng cho nội dung này, nên còn nhiều nhất 150.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Trong năm đã được hỗ trợ 100.000.000 đồng cho nội dung này, nên còn nhiều nhất 200.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Phần còn lại nhỏ hơn, nên được hỗ trợ tối đa 150.000.000 đồng."
    `);
  });

  it('lines of one establishment: totals, tax, kinds of cost and past add up, each once', () => {
    const one = { establishment: 'A' };
    const before = { on: localDate('2026-01-05'), amount: million(20) };
    const other = { on: localDate('2026-01-06'), amount: million(30) };
    const limits = [
      {
        within: 'year',
        times: null,
        contents: null,
        amount: 'cap',
        citation: null,
        verification: 'full_text',
      },
    ] as const;
    const lined: Rule = { ...half, line: { factor: percent(150), when: 'asked' } };
    const set = setOf(lined, { limits, costs: ['machinery'] });
    const units = [
      unit(100, { ...one, vat: million(10), earlier: [before] }),
      unit(40, { establishment: 'B' }),
      unit(200, {
        ...one,
        technologyLine: true,
        costs: [
          { kind: 'machinery', amount: million(150) },
          { kind: 'other', amount: million(50) },
        ],
        earlier: [before, other],
      }),
      unit(60, { ...one, vat: million(6) }),
      unit(30),
    ];
    expect(ask(set, units)).toMatchInlineSnapshot(`
      "= 182000000 đã đối chiếu; 147000000/450000000, 20000000/300000000, 15000000/300000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      1. 3 dòng là của cùng một cơ sở nên tính chung một mức trần.
      1. Chi khác 50.000.000 đồng không thuộc khoản được hỗ trợ; còn 310.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      1. Trừ thuế giá trị gia tăng 16.000.000 đồng, chi phí được tính là 294.000.000 đồng.
      1. 50% của chi phí 294.000.000 đồng là 147.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      1. Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      1. Đầu tư cả dây chuyền công nghệ nên mức trần được nhân 1,5, thành 450.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      1. Trong năm đã được hỗ trợ 50.000.000 đồng cho nội dung này, nên còn nhiều nhất 400.000.000 đồng.
      1. Số này trong mức trần, nên được hỗ trợ tối đa 147.000.000 đồng.
      2. 50% của chi phí 40.000.000 đồng là 20.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      2. Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      2. Số này trong mức trần, nên được hỗ trợ tối đa 20.000.000 đồng.
      3. 50% của chi phí 30.000.000 đồng là 15.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      3. Mức trần là 300.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      3. Số này trong mức trần, nên được hỗ trợ tối đa 15.000.000 đồng.
      Cộng 3 đơn vị hưởng hỗ trợ: 182.000.000 đồng."
    `);
    const brackets: Rule = {
      kind: 'brackets',
      brackets: [{ from: million(500), below: null, amount: million(90) }],
    };
    const totals = [unit(100, { ...one, totalInvestment: million(450) }), unit(50, one)];
    expect(ask(setOf(brackets), totals)).toMatchInlineSnapshot(`
      "= 90000000 đã đối chiếu; 90000000/90000000
      Áp dụng mức chi của Nghị quyết 1/2026/NQ-HĐND, có hiệu lực từ 01/01/2026.
      2 dòng là của cùng một cơ sở nên tính chung một mức trần.
      Hỗ trợ theo chi phí thực tế 150.000.000 đồng. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Với tổng đầu tư 500.000.000 đồng, mức hỗ trợ là 90.000.000 đồng cho một cơ sở. [Nghị quyết 1/2026/NQ-HĐND, Điều 3 khoản 1]
      Số này vượt mức trần, nên được hỗ trợ tối đa 90.000.000 đồng."
    `);
    expect(ask(setOf(brackets), [unit(100, one), unit(50, one)])).toMatchInlineSnapshot(
      `"✗ units.0.totalInvestment: Hệ thống chưa biết mức hỗ trợ theo Nghị quyết 1/2026/NQ-HĐND khi tổng đầu tư là 150.000.000 đồng. Hãy hỏi cơ quan quản lý."`,
    );
  });

  it('is not in force on every day, and a content may be computed as one that is not there', () => {
    expect(ask(setOf(half), [unit(0)], {}, '2025-12-31')).toMatchInlineSnapshot(`
      "✗ units.0.eligibleCost: Chi phí được hỗ trợ phải lớn hơn 0 (đang là 0 đồng).
      ✗ : Bộ mức chi “made-up” không có hiệu lực vào ngày 31/12/2025."
    `);
    expect(ask(setOf({ kind: 'same_as', content: 'XX-02' }), [unit(1)])).toMatchInlineSnapshot(
      `"✗ content: Nội dung XX-01 được phép hỗ trợ, nhưng hệ thống chưa biết mức chi theo Nghị quyết 1/2026/NQ-HĐND. Hãy hỏi cơ quan quản lý."`,
    );
    const gap = {
      ...book,
      sets: [setOf(half, {}, { inForce: dateInterval(localDate('2026-01-01'), localDate('2026-02-01')) })],
    };
    const facts: SupportFacts = {
      content: 'MM-01',
      fund: 'local',
      province: '40',
      area: 'normal',
      units: [unit(1)],
    };
    expect(said(evaluateOn(facts, localDate('2026-02-01'), gap))).toMatchInlineSnapshot(
      `"✗ : Không có bộ mức chi nào có hiệu lực vào ngày 01/02/2026."`,
    );
    expect(
      said(evaluateOn({ ...facts, fund: 'national' }, localDate('2026-02-01'), gap)),
    ).toMatchInlineSnapshot(`"✗ : Không có bộ mức chi nào có hiệu lực vào ngày 01/02/2026."`);
  });
});
