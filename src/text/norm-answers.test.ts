import { describe, expect, it } from 'vitest';
import { dateInterval, dong, localDate, percent, type Dong } from '#kernel';
import {
  evaluate,
  evaluateOn,
  type Norm,
  type NormSet,
  type Rule,
  type SupportFacts,
  type UnitFacts,
} from '#law';
import { shippedNorms } from '../domain/law/testing/shipped-norms.ts';
import { citationText } from './citations.ts';
import { explanationSentences } from './explanations.ts';
import { refusalSentences } from './refusals.ts';

/** What a person reads: the amount, every sentence with its article, or every refusal beside its field. */
const book = shippedNorms();
const million = (n: number): Dong => dong(n * 1_000_000);
const unit = (millions: number, over: Partial<UnitFacts> = {}): UnitFacts => ({
  eligibleCost: million(millions),
  ...over,
});

function said(answer: ReturnType<typeof evaluate>, locale: 'vi' | 'en' = 'vi'): string {
  if (!answer.ok)
    return refusalSentences(answer.refusal, locale)
      .map(({ field, sentence }) => `✗ ${field ?? ''}: ${sentence}`)
      .join('\n');
  const { amount, units, explanation, verified } = answer.value;
  const several = explanation.some((s) => s.unit !== null && s.unit > 0);
  return [
    `= ${amount} ${verified ? 'đã đối chiếu' : 'chưa đối chiếu'}; ${units.map((u) => `${u.amount}/${u.cap ?? '∞'}`).join(', ')}`,
    ...explanation.map((step) => {
      const citation = step.citation === null ? '' : ` [${citationText(step.citation, locale)}]`;
      const number = several && step.unit !== null ? `${step.unit + 1}. ` : '';
      return number + explanationSentences([{ ...step, unit: null }], locale).join(' ') + citation;
    }),
  ].join('\n');
}

const asked = (content: string, units: UnitFacts[], over: Partial<SupportFacts> & { on?: string } = {}) => {
  const { on = '2026-03-01', ...rest } = over;
  const facts = { content, fund: 'national', province: '40', area: 'normal', units, ...rest } as const;
  return evaluateOn(facts, localDate(on), book);
};

describe('the answer, as it is read', () => {
  it('a machine of 700 million, today and under the circular of 2014', () => {
    expect(said(asked('MM-01', [unit(700)]))).toMatchInlineSnapshot(`
      "= 300000000 đã đối chiếu; 300000000/300000000
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      50% của chi phí 700.000.000 đồng là 350.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      Số này vượt mức trần, nên được hỗ trợ tối đa 300.000.000 đồng."
    `);
    expect(said(asked('MM-02', [unit(700, { technologyLine: true })], { on: '2016-05-01' })))
      .toMatchInlineSnapshot(`
      "= 200000000 đã đối chiếu; 200000000/200000000
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      Bộ mức chi này chưa có mức riêng cho MM-02; tính như MM-01.
      50% của chi phí 700.000.000 đồng là 350.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      Mức trần là 200.000.000 đồng cho một cơ sở. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      Thông tư liên tịch 26/2014/TTLT-BTC-BCT không có hệ số cho dây chuyền công nghệ ở nội dung này, nên mức trần giữ nguyên.
      Số này vượt mức trần, nên được hỗ trợ tối đa 200.000.000 đồng."
    `);
  });

  it('two establishments, one of them with a whole line, in a difficult area of 2016 and today', () => {
    const units = [unit(700), unit(900, { technologyLine: true })];
    expect(said(asked('MM-01', units), 'en')).toMatchInlineSnapshot(`
      "= 750000000 đã đối chiếu; 300000000/300000000, 450000000/450000000
      The levels of Circular 28/2018/TT-BTC apply, in force from 11/05/2018.
      1. 50% of the cost of 700,000,000 đồng is 350,000,000 đồng. [Circular 28/2018/TT-BTC, Article 8 clause 4]
      1. The cap is 300,000,000 đồng for one establishment. [Circular 28/2018/TT-BTC, Article 8 clause 4]
      1. That is above the cap, so the support is at most 300,000,000 đồng.
      2. 50% of the cost of 900,000,000 đồng is 450,000,000 đồng. [Circular 28/2018/TT-BTC, Article 8 clause 4]
      2. The cap is 300,000,000 đồng for one establishment. [Circular 28/2018/TT-BTC, Article 8 clause 4]
      2. A complete technology line multiplies the cap by 1.5, to 450,000,000 đồng. [Circular 28/2018/TT-BTC, Article 8 clause 4]
      2. That is within the cap, so the support is at most 450,000,000 đồng.
      The 2 supported units together: 750,000,000 đồng."
    `);
    expect(said(asked('MM-01', units, { on: '2016-05-01', area: 'difficult' }))).toMatchInlineSnapshot(`
      "= 400000000 đã đối chiếu; 200000000/200000000, 200000000/200000000
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      1. 50% của chi phí 700.000.000 đồng là 350.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      1. Mức trần là 200.000.000 đồng cho một cơ sở. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      1. Số này vượt mức trần, nên được hỗ trợ tối đa 200.000.000 đồng.
      2. 50% của chi phí 900.000.000 đồng là 450.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      2. Mức trần là 200.000.000 đồng cho một cơ sở. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      2. Thông tư liên tịch 26/2014/TTLT-BTC-BCT không có hệ số cho dây chuyền công nghệ ở nội dung này, nên mức trần giữ nguyên.
      2. Số này vượt mức trần, nên được hỗ trợ tối đa 200.000.000 đồng.
      Cộng 2 đơn vị hưởng hỗ trợ: 400.000.000 đồng.
      Ở địa bàn ưu tiên, cấp phê duyệt có thể nâng mức này lên tới 1,5 lần; hệ thống không tự nâng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm t]"
    `);
  });

  it('a factor granted by the authority, and a place it is not granted in', () => {
    const granted = { on: '2016-05-01', area: 'difficult', priorityFactor: percent(120) } as const;
    expect(said(asked('MM-01', [unit(300)], granted))).toMatchInlineSnapshot(`
      "= 180000000 đã đối chiếu; 180000000/240000000
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      50% của chi phí 300.000.000 đồng là 150.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      Mức trần là 200.000.000 đồng cho một cơ sở. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      Cấp phê duyệt nâng mức lên 1,2 lần cho địa bàn, ngành nghề ưu tiên: 180.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm t]
      Số này trong mức trần, nên được hỗ trợ tối đa 180.000.000 đồng."
    `);
    expect(said(asked('MM-01', [unit(300)], { ...granted, priorityFactor: percent(100) })))
      .toMatchInlineSnapshot(`
      "= 150000000 đã đối chiếu; 150000000/200000000
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      50% của chi phí 300.000.000 đồng là 150.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      Mức trần là 200.000.000 đồng cho một cơ sở. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm c]
      Cấp phê duyệt nâng mức lên 1 lần cho địa bàn, ngành nghề ưu tiên: 150.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm t]
      Số này trong mức trần, nên được hỗ trợ tối đa 150.000.000 đồng."
    `);
  });

  it('fairs, prizes, interest, management: the other kinds of rules', () => {
    expect(said(asked('HC-01', [unit(350)], { on: '2016-05-01' }))).toMatchInlineSnapshot(`
      "= 350000000 đã đối chiếu; 350000000/∞
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      Hỗ trợ 100% chi phí thực tế 350.000.000 đồng là 350.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm d]
      Giá theo kết quả đấu thầu, hoặc giá được duyệt khi không đủ điều kiện đấu thầu. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm d]
      Văn bản không đặt mức trần, nên được hỗ trợ tối đa 350.000.000 đồng."
    `);
    expect(said(asked('QL-02', [unit(42)], { on: '2016-05-01' }))).toMatchInlineSnapshot(`
      "= 42000000 đã đối chiếu; 42000000/∞
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      Hỗ trợ 100% chi phí thực tế 42.000.000 đồng là 42.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm e]
      Văn bản không đặt mức trần, nên được hỗ trợ tối đa 42.000.000 đồng."
    `);
    expect(said(asked('BC-03', [unit(8, { level: 'regional' })], { on: '2016-05-01' })))
      .toMatchInlineSnapshot(`
      "= 5000000 đã đối chiếu; 5000000/5000000
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      Hỗ trợ theo chi phí thực tế 8.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm g]
      Mức trần cấp khu vực là 5.000.000 đồng cho một sản phẩm. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm g]
      Số này vượt mức trần, nên được hỗ trợ tối đa 5.000.000 đồng."
    `);
    expect(said(asked('HH-01', [unit(200, { level: 'national' })], { on: '2016-05-01' })))
      .toMatchInlineSnapshot(`
      "= 60000000 đã đối chiếu; 60000000/100000000
      Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.
      30% của chi phí 200.000.000 đồng là 60.000.000 đồng. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm l]
      Mức trần cấp quốc gia là 100.000.000 đồng cho một hội, hiệp hội. [Thông tư liên tịch 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm l]
      Số này trong mức trần, nên được hỗ trợ tối đa 60.000.000 đồng."
    `);
    expect(said(asked('LS-01', [unit(1_200)]), 'en')).toMatchInlineSnapshot(`
      "= 500000000 đã đối chiếu; 500000000/500000000
      The levels of Circular 28/2018/TT-BTC apply, in force from 11/05/2018.
      50% of the interest of the first two years, 1,200,000,000 đồng, is 600,000,000 đồng. [Circular 28/2018/TT-BTC, Article 8 clause 14]
      The cap is 500,000,000 đồng for one establishment. [Circular 28/2018/TT-BTC, Article 8 clause 14]
      That is above the cap, so the support is at most 500,000,000 đồng."
    `);
    expect(said(asked('QL-91', [unit(600)], { area: 'especially_difficult' }))).toMatchInlineSnapshot(`
      "= 18000000 chưa đối chiếu; 18000000/∞
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      Mức này chưa được đối chiếu với văn bản gốc; kết quả chỉ để tham khảo.
      3% của dự toán của đề án 600.000.000 đồng là 18.000.000 đồng.
      Mức này áp dụng cho địa bàn đặc biệt khó khăn.
      Văn bản không đặt mức trần, nên được hỗ trợ tối đa 18.000.000 đồng."
    `);
    expect(said(asked('DN-01', [unit(12)], { area: 'difficult' }))).toMatchInlineSnapshot(`
      "= 10000000 đã đối chiếu; 10000000/10000000
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      Hỗ trợ theo chi phí thực tế 12.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8]
      Mức trần là 10.000.000 đồng cho một doanh nghiệp. [Thông tư 28/2018/TT-BTC, Điều 8]
      Số này vượt mức trần, nên được hỗ trợ tối đa 10.000.000 đồng."
    `);
    expect(said(asked('MH-01', [unit(1_500, { totalInvestment: million(2_500) })], { fund: 'local' })))
      .toMatchInlineSnapshot(`
      "= 350000000 chưa đối chiếu; 350000000/350000000
      Áp dụng mức chi của Quyết định 32/2021/QĐ-UBND, có hiệu lực từ 15/10/2021.
      Mức này chưa được đối chiếu với văn bản gốc; kết quả chỉ để tham khảo.
      Hỗ trợ theo chi phí thực tế 1.500.000.000 đồng.
      Với tổng đầu tư 2.500.000.000 đồng, mức hỗ trợ là 350.000.000 đồng cho một mô hình.
      Số này vượt mức trần, nên được hỗ trợ tối đa 350.000.000 đồng."
    `);
  });

  it('costs by kind, tax, and support had before', () => {
    const costs = [
      { kind: 'machinery', amount: million(400) },
      { kind: 'consultancy', amount: million(100) },
    ] as const;
    expect(said(asked('MH-01', [unit(500, { costs })]))).toMatchInlineSnapshot(`
      "= 120000000 đã đối chiếu; 120000000/1000000000
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      Thuê tư vấn 100.000.000 đồng không thuộc khoản được hỗ trợ; còn 400.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 2]
      30% của chi phí 400.000.000 đồng là 120.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 2]
      Mức trần là 1.000.000.000 đồng cho một mô hình. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 2]
      Số này trong mức trần, nên được hỗ trợ tối đa 120.000.000 đồng."
    `);
    expect(said(asked('MM-01', [unit(550, { vat: million(50) })]))).toMatchInlineSnapshot(`
      "= 275000000 đã đối chiếu; 275000000/300000000
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      Chi phí gồm 50.000.000 đồng thuế giá trị gia tăng; hệ thống chưa biết văn bản có tính thuế này hay không, nên tạm tính cả.
      50% của chi phí 550.000.000 đồng là 275.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      Số này trong mức trần, nên được hỗ trợ tối đa 275.000.000 đồng."
    `);
    const earlier = [{ on: localDate('2026-02-01'), amount: million(250) }];
    expect(said(asked('MM-01', [unit(700, { earlier })]))).toMatchInlineSnapshot(`
      "= 50000000 chưa đối chiếu; 50000000/300000000
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      50% của chi phí 700.000.000 đồng là 350.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      Mức trần là 300.000.000 đồng cho một cơ sở. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      Trong năm đã được hỗ trợ 250.000.000 đồng cho nội dung này, nên còn nhiều nhất 50.000.000 đồng.
      Phần còn lại nhỏ hơn, nên được hỗ trợ tối đa 50.000.000 đồng."
    `);
    const one = { establishment: '2900000001' };
    expect(said(asked('MM-01', [unit(100), unit(400, one), unit(500, one)]))).toMatchInlineSnapshot(`
      "= 350000000 đã đối chiếu; 50000000/300000000, 300000000/300000000
      Áp dụng mức chi của Thông tư 28/2018/TT-BTC, có hiệu lực từ 11/05/2018.
      2. 2 dòng là của cùng một cơ sở nên tính chung một mức trần.
      1. 50% của chi phí 100.000.000 đồng là 50.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      1. Mức trần là 300.000.000 đồng cho một cơ sở. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      1. Số này trong mức trần, nên được hỗ trợ tối đa 50.000.000 đồng.
      2. 50% của chi phí 900.000.000 đồng là 450.000.000 đồng. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      2. Mức trần là 300.000.000 đồng cho một cơ sở. [Thông tư 28/2018/TT-BTC, Điều 8 khoản 4]
      2. Số này vượt mức trần, nên được hỗ trợ tối đa 300.000.000 đồng.
      Cộng 2 đơn vị hưởng hỗ trợ: 350.000.000 đồng."
    `);
  });
});

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
    const limit = { times: null, citation, verification: 'memory' } as const;
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
      { within: 'year', times: null, amount: 'cap', citation: null, verification: 'full_text' },
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
