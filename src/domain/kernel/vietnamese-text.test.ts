import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collator, foldText, initials, nameKey, sameName, slug, squeezeSpaces } from './vietnamese-text.ts';

describe('foldText', () => {
  it.each([
    ['Đồng Hới', 'dong hoi'],
    ['ĐẶNG THỊ NGỌC ẨN', 'dang thi ngoc an'],
    ['Ưu đãi', 'uu dai'],
    ['Hoà', 'hoa'],
    ['Cơ sở 2 – “Nghệ An”…', 'co so 2 - "nghe an"...'],
  ])('%s → %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
    expect(foldText(text.normalize('NFD'))).toBe(folded);
  });

  it('leaves plain letters behind for every letter of the alphabet', () => {
    const vowels = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ';
    expect(foldText(vowels + vowels.toUpperCase())).toMatch(/^[aeiouyd]+$/);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
  });
});

describe('names', () => {
  it.each([
    ['Hoà Bình', 'Hòa Bình'],
    ['Khoá', 'Khóa'],
    ['Thuỷ Nguyên', 'THỦY  NGUYÊN'],
    ['Quý', 'Qúy'],
    [' Nghệ\u00a0An ', 'nghệ an'],
    ['Tiền Giang', 'Tiền Giang'.normalize('NFD')],
  ])('%j and %j are one', (a, b) => expect(sameName(a, b)).toBe(true));

  it.each([
    ['Hoa', 'Hòa'],
    ['Hòa', 'Hóa'],
    ['Tân', 'Tan'],
    ['Đa', 'Da'],
    ['Hòa An', 'Hoa Àn'],
    ['Tân An', 'Tânan'],
  ])('%j and %j are two', (a, b) => expect(sameName(a, b)).toBe(false));

  it('have a key that is its own key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => nameKey(nameKey(text)) === nameKey(text)),
    );
  });
});

describe('small helpers', () => {
  it('squeezes white space', () => {
    expect(squeezeSpaces(' a \t\n b\u00a0\u200bc ')).toBe('a b c');
  });

  it('sorts by the Vietnamese alphabet, figures by value', () => {
    const sorted = ['Ân', 'Đà', 'Tổ 10', 'An', 'Da', 'Ăn', 'Tổ 2', 'Ê', 'E'].sort(collator.compare);
    expect(sorted).toEqual(['An', 'Ăn', 'Ân', 'Da', 'Đà', 'E', 'Ê', 'Tổ 2', 'Tổ 10']);
  });

  it.each([
    ['Nguyễn Thị Minh Khai', 'NK'],
    ['đặng ẩn', 'ĐẨ'],
    ['Ánh'.normalize('NFD'), 'Á'],
    ['  (CT) Thành Đạt', 'CĐ'],
    ['', '?'],
    ['---', '?'],
  ])('initials of %j are %s', (name, expected) => expect(initials(name)).toBe(expected));

  it.each([
    ['Máy CNC (Nghệ An)', 'may-cnc-nghe-an'],
    ['  Đề án 2025/03 ', 'de-an-2025-03'],
    ['…', ''],
  ])('slug of %j is %j', (text, expected) => expect(slug(text)).toBe(expected));
});
