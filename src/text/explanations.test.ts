import { describe, expect, it } from 'vitest';
import { dong, localDate, percent } from '#kernel';
import { citationText } from './citations.ts';
import { explanationSentences } from './explanations.ts';

const used = {
  document: '26/2014/TTLT-BTC-BCT',
  from: localDate('2014-04-08'),
  until: localDate('2018-05-11'),
};

describe('explanations', () => {
  it('say share, cap and decision in both languages, the last day in force and not the first without', () => {
    const steps = [
      { code: 'norm_set_used', params: { ...used, sample: false }, unit: null },
      {
        code: 'percent_of_cost',
        params: { percent: percent(50), cost: dong(700), amount: dong(350) },
        unit: 0,
      },
      { code: 'cap_for_unit', params: { cap: dong(200_000_000), unitOfCount: 'establishment' }, unit: 0 },
    ];
    expect(explanationSentences(steps, 'vi')).toEqual([
      'Áp dụng mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực từ 08/04/2014 đến hết 10/05/2018.',
      '50% của chi phí 700 đồng là 350 đồng.',
      'Mức trần là 200.000.000 đồng cho một cơ sở.',
    ]);
    expect(explanationSentences(steps, 'en')[2]).toBe('The cap is 200,000,000 đồng for one establishment.');
  });

  it('write a factor as a multiple, number the units when there are several, and name a sample', () => {
    const raised = (unit: number) => ({
      code: 'line_raises_cap',
      params: { factor: percent(150), cap: dong(450) },
      unit,
    });
    expect(explanationSentences([raised(0), raised(1)], 'vi')).toEqual([
      'Đơn vị 1: Đầu tư cả dây chuyền công nghệ nên mức trần được nhân 1,5, thành 450 đồng.',
      'Đơn vị 2: Đầu tư cả dây chuyền công nghệ nên mức trần được nhân 1,5, thành 450 đồng.',
    ]);
    const sample = { code: 'norm_set_used', params: { ...used, until: null, sample: true }, unit: null };
    expect(explanationSentences([sample], 'vi')[1]).toMatch(/bộ mức chi mẫu/);
  });
});

describe('citations', () => {
  it('name the kind of the instrument, and only the parts that are known', () => {
    const cite = { document: '28/2018/TT-BTC', article: '8', clause: '4', point: null };
    expect(citationText(cite, 'vi')).toBe('Thông tư 28/2018/TT-BTC, Điều 8 khoản 4');
    expect(citationText({ ...cite, clause: null }, 'en')).toBe('Circular 28/2018/TT-BTC, Article 8');
  });
});
