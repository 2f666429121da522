import { describe, expect, it } from 'vitest';
import { citationText } from './citations.ts';
import { citationHref, lawParts } from './law-links.ts';

describe('documents named in sentences lead into the library', () => {
  it.each([
    [
      'Theo Thông tư 28/2018/TT-BTC, Điều 8 khoản 4.',
      'Thông tư 28/2018/TT-BTC, Điều 8 khoản 4',
      '/law/28-2018-tt-btc#a8-4',
    ],
    [
      'Under Circular 28/2018/TT-BTC, Article 8 clause 4 today',
      'Circular 28/2018/TT-BTC, Article 8 clause 4',
      '/law/28-2018-tt-btc#a8-4',
    ],
    [
      'mức chi của Thông tư liên tịch 26/2014/TTLT-BTC-BCT, có hiệu lực',
      'Thông tư liên tịch 26/2014/TTLT-BTC-BCT',
      '/law/26-2014-ttlt-btc-bct',
    ],
    ['Quyết định 2646/QĐ-BCT và các văn bản khác', 'Quyết định 2646/QĐ-BCT', '/law/2646-qd-bct'],
    [
      'TTLT 26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm đ',
      '26/2014/TTLT-BTC-BCT, Điều 6 khoản 2 điểm đ',
      '/law/26-2014-ttlt-btc-bct#a6-2-dd',
    ],
    ['Nghị quyết 42/2025/NQ-HĐND', 'Nghị quyết 42/2025/NQ-HĐND', '/law/42-2025-nq-hdnd'],
  ])('%s', (sentence, text, href) => {
    const parts = lawParts(sentence);
    expect(parts.filter((part) => part.href !== undefined)).toEqual([{ text, href }]);
    expect(parts.map((part) => part.text).join('')).toBe(sentence);
  });

  it('leaves dates, amounts and fractions alone', () => {
    const sentence = 'Từ 11/05/2018: 300.000.000 đồng, 1/2 chi phí, mã KC-2026-0047.';
    expect(lawParts(sentence)).toEqual([{ text: sentence }]);
  });

  it('links a printed citation to the same place as the citation itself', () => {
    const citation = { document: '36/2013/TT-BCT', article: '13', clause: null, point: null };
    for (const locale of ['vi', 'en'] as const)
      expect(lawParts(citationText(citation, locale))).toEqual([
        { text: citationText(citation, locale), href: citationHref(citation) },
      ]);
  });
});
