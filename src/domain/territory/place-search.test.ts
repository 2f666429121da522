import { describe, expect, it } from 'vitest';
import { placeQuery, searchKey, spelledKey } from './place-search.ts';

describe('what a person types for a place', () => {
  it.each([
    ['Con Cuông', 'con cuong', 'con cuong'],
    ['  XÃ  con cuông ', 'xa con cuong', 'con cuong'],
    ['TP. Vinh', 'thanh pho vinh', 'vinh'],
    ['tp vinh', 'thanh pho vinh', 'vinh'],
    ['h.Con Cuông', 'huyen con cuong', 'con cuong'],
    ['p. Lê Mao', 'phuong le mao', 'le mao'],
    ['tt Trà Lân', 'thi tran tra lan', 'tra lan'],
    ['TPHCM', 'thanh pho ho chi minh', 'ho chi minh'],
    ["Ea H'leo", 'ea hleo', 'ea hleo'],
    ['Bà Rịa – Vũng Tàu', 'ba ria vung tau', 'ba ria vung tau'],
    ['xã', 'xa', 'xa'],
    ['%_\\', '', ''],
    ['', '', ''],
  ])('“%s” is looked for as “%s”, name “%s”', (typed, words, name) => {
    const query = placeQuery(typed);
    expect(query.words.join(' ')).toBe(words);
    expect(query.name).toBe(name);
  });

  it('keeps the accents beside, in one spelling', () => {
    expect(placeQuery('Vinh Phú').spelled).toEqual(['vinh', 'phú']);
    expect(spelledKey('Hoà Bình')).toBe(spelledKey('Hòa Bình'));
  });

  it('is not looked at beyond ten words', () => {
    expect(placeQuery('a '.repeat(1000)).words).toHaveLength(10);
  });

  it('meets names stored word by word', () => {
    expect(searchKey("Xã Ea H'Leo")).toBe(' xa ea hleo');
  });
});
