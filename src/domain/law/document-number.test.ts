import { describe, expect, it } from 'vitest';
import { articleAnchor, documentAddress, readDocumentNumber } from './document-number.ts';

describe('one writing for every writing of a number', () => {
  it.each([
    ['28/2018/TT-BTC', '28/2018/TT-BTC'],
    ['TT28-2018-BTC', '28/2018/TT-BTC'],
    ['thông tư số 28/2018/tt-btc', '28/2018/TT-BTC'],
    ['26/2014/ttlt-btc-bct', '26/2014/TTLT-BTC-BCT'],
    ['qđ 7/2025 ubnd', '07/2025/QĐ-UBND'],
    ['Nghị quyết 007-2025 HĐND', '07/2025/NQ-HĐND'],
    ['46/VBHN-BCT', '46/VBHN-BCT'],
  ])('%s', (typed, written) => {
    expect(readDocumentNumber(typed)).toEqual({ ok: true, value: written });
  });

  it.each(['', 'quyết định của tỉnh', '28/2018', 'NQ-HĐND', '1/2/2025/NQ-HĐND'])('refuses “%s”', (typed) => {
    expect(readDocumentNumber(typed)).toMatchObject({ refusal: { code: 'document_number_not_understood' } });
  });
});

it('gives every document a short stable address, and points d and đ anchors of their own', () => {
  expect(documentAddress('26/2014/TTLT-BTC-BCT')).toBe('/law/26-2014-ttlt-btc-bct');
  expect(documentAddress('32/2021/QĐ-UBND@40')).toBe('/law/32-2021-qd-ubnd-40');
  const place = { article: '6', clause: '2' };
  expect(articleAnchor({ ...place, point: 'd' })).toBe('a6-2-d');
  expect(articleAnchor({ ...place, point: 'đ' })).toBe('a6-2-dd');
  expect(articleAnchor({ article: '8', clause: null, point: null })).toBe('a8');
});
