import { describe, expect, it } from 'vitest';
import { dong, localDate, percent } from '#kernel';
import type { UnitFacts } from '#law';
import { shippedNorms } from '#law/server';
import { askedOf, million, said, unit } from './testing/said-answer.ts';

const asked = askedOf(shippedNorms());

describe('what is refused, as it is read', () => {
  it.each([
    ['content', 'MM-99', {}],
    ['before the first set', 'MM-01', { on: '2010-01-01' }],
    ['no set of the province', 'MM-01', { fund: 'local', province: '38' }],
    ['nothing in the province’s set', 'MM-01', { fund: 'local' }],
    ['before the province’s set', 'MH-01', { fund: 'local', on: '2020-01-01' }],
    ['a level nobody knows', 'PT-01', {}],
    ['another instrument', 'DT-01', {}],
    ['fixed by the province', 'CT-01', {}],
    ['only difficult areas', 'DN-01', {}],
    ['no level said', 'HH-01', { on: '2016-05-01' }],
    ['a factor too high', 'MM-01', { on: '2016-05-01', priorityFactor: percent(160) }],
    ['a factor below one', 'MM-01', { on: '2016-05-01', priorityFactor: percent(99) }],
    ['a factor of no set', 'MM-01', { priorityFactor: percent(120) }],
  ] as const)('%s', (name, content, over) => {
    expect(
      `${said(asked(content, [unit(50)], over))}\n${said(asked(content, [unit(50)], over), 'en')}`,
    ).toMatchSnapshot(name);
  });

  it('facts that cannot be, all at once', () => {
    const day = localDate('2026-02-01');
    const units: UnitFacts[] = [
      unit(0),
      unit(10, { totalInvestment: million(9) }),
      unit(10, { costs: [{ kind: 'machinery', amount: million(9) }] }),
      unit(10, {
        costs: [
          { kind: 'machinery', amount: million(11) },
          { kind: 'other', amount: million(-1) },
        ],
      }),
      unit(10, { vat: million(11) }),
      unit(10, { vat: million(-1) }),
      unit(10, { earlier: [{ on: day, amount: million(-1) }] }),
      { eligibleCost: dong(1_000_000_000_000_001n) },
    ];
    expect(said(asked('MM-01', units))).toMatchInlineSnapshot(`
      "✗ units.0.eligibleCost: Chi phí được hỗ trợ phải lớn hơn 0 (đang là 0 đồng).
      ✗ units.1.totalInvestment: Tổng đầu tư 9.000.000 đồng nhỏ hơn chi phí được hỗ trợ 10.000.000 đồng, trong khi chi phí đó là một phần của tổng đầu tư.
      ✗ units.2.costs: Các khoản chi cộng lại là 9.000.000 đồng, khác chi phí đã nêu 10.000.000 đồng.
      ✗ units.3.costs: Không khoản chi nào được âm.
      ✗ units.4.vat: Thuế 11.000.000 đồng phải từ 0 đến chi phí 10.000.000 đồng.
      ✗ units.5.vat: Thuế -1.000.000 đồng phải từ 0 đến chi phí 10.000.000 đồng.
      ✗ units.6.earlier: Số tiền đã được hỗ trợ không được âm.
      ✗ units.7.eligibleCost: Chi phí lớn hơn 1.000.000.000.000.000 đồng: hãy kiểm tra lại số tiền."
    `);
    const sound: UnitFacts[] = [
      { eligibleCost: dong(1_000_000_000_000_000n) },
      unit(10, { totalInvestment: million(10), vat: million(10), earlier: [{ on: day, amount: dong(0) }] }),
      unit(10, {
        vat: dong(0),
        costs: [
          { kind: 'machinery', amount: million(10) },
          { kind: 'other', amount: dong(0) },
        ],
      }),
    ];
    expect(asked('MM-01', sound).ok).toBe(true);
    expect(said(asked('MM-01', []))).toMatchInlineSnapshot(
      `"✗ units: Chưa có cơ sở, mô hình hay sản phẩm nào để tính mức hỗ trợ."`,
    );
    expect(
      said(
        asked(
          'MM-01',
          Array.from({ length: 1001 }, () => unit(1)),
        ),
      ),
    ).toMatchInlineSnapshot(`"✗ units: Một lần tính nhiều nhất 1000 đơn vị hưởng hỗ trợ."`);
    expect(
      asked(
        'MM-01',
        Array.from({ length: 1000 }, () => unit(1)),
      ).ok,
    ).toBe(true);
  });

  it('limits used up, and nothing that counts', () => {
    const day = localDate('2016-05-01');
    const twice = [day, day].map((on) => ({ on, amount: million(1) }));
    const over = { on: '2016-05-01' } as const;
    expect(said(asked('QL-02', [unit(42), unit(42, { earlier: twice })], over))).toMatchInlineSnapshot(
      `"✗ units.1.earlier: Cơ sở đã được hỗ trợ 2 lần cho nội dung QL-02, là số lần nhiều nhất."`,
    );
    const all = [{ on: day, amount: million(200) }];
    expect(said(asked('MM-01', [unit(700, { earlier: all })], over))).toMatchInlineSnapshot(
      `"✗ units.0.earlier: Cơ sở đã được hỗ trợ 200.000.000 đồng cho nội dung MM-01, đã đủ mức 200.000.000 đồng."`,
    );
    const costs = [{ kind: 'other', amount: million(5) }] as const;
    expect(said(asked('MH-01', [unit(5, { costs })]))).toMatchInlineSnapshot(
      `"✗ units.0.costs: Không có khoản chi nào được tính hỗ trợ cho nội dung MH-01."`,
    );
    expect(
      said(asked('MH-01', [unit(1_500, { totalInvestment: million(4_000) })], { fund: 'local' })),
    ).toMatchInlineSnapshot(
      `"✗ units.0.totalInvestment: Hệ thống chưa biết mức hỗ trợ theo Quyết định 32/2021/QĐ-UBND khi tổng đầu tư là 4.000.000.000 đồng. Hãy hỏi cơ quan quản lý."`,
    );
  });
});
