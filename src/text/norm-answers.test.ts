import { describe, expect, it } from 'vitest';
import { localDate, percent } from '#kernel';
import { shippedNorms } from '#law/server';
import { askedOf, million, said, unit } from './testing/said-answer.ts';

const asked = askedOf(shippedNorms());

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
