import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBillions, formatDong, formatMillions } from './format-money.ts';
import { dong } from './money.ts';
import { parseAmount } from './parse-money.ts';

describe('amounts that are understood', () => {
  it.each([
    // plain đồng: no fractions, so either mark groups
    ['0', 0n],
    ['5', 5n],
    ['300000000', 300_000_000n],
    ['300.000.000', 300_000_000n],
    ['2,000,000,000', 2_000_000_000n],
    ['300 000 000', 300_000_000n],
    ['300\u00a0000\u00a0000', 300_000_000n],
    ['300\u202f000\u202f000 đồng', 300_000_000n],
    ['  300.000 đ ', 300_000n],
    ['300.000đ', 300_000n],
    ['1.500', 1500n],
    ['1,500', 1500n],
    ['300.000,00', 300_000n],
    ['300,000.00 VNĐ', 300_000n],
    ['300000,0', 300_000n],
    ['0.0', 0n],
    ['VND 300,000', 300_000n],
    ['₫300.000', 300_000n],
    ['300.000 ₫', 300_000n],
    ['３００', 300n],
    // Vietnamese unit words: the number is Vietnamese
    ['4,5 tỷ', 4_500_000_000n],
    ['43,735 tỷ', 43_735_000_000n],
    ['43,735 Tỷ Đồng', 43_735_000_000n],
    ['1.436,5 tỷ', 1_436_500_000_000n],
    ['1.436,5 triệu', 1_436_500_000n],
    ['1,436.5 triệu', 1_436_500_000n],
    ['1.500 triệu', 1_500_000_000n],
    ['1,500 triệu', 1_500_000n],
    ['2,000,000 triệu', 2_000_000_000_000n],
    ['1 436,5 triệu', 1_436_500_000n],
    ['53,7 ty', 53_700_000_000n],
    ['16,3 tỉ', 16_300_000_000n],
    ['500tr', 500_000_000n],
    ['500 trđ', 500_000_000n],
    ['70 nghìn', 70_000n],
    ['70 ngàn đồng', 70_000n],
    ['0,000000001 tỷ', 1n],
    ['9.223.372.036.854.775.807', 9_223_372_036_854_775_807n],
    // decomposed Unicode, as macOS and some PDF readers hand it over
    ['4,5 tỷ đồng'.normalize('NFD'), 4_500_000_000n],
    // English unit words: the number is English
    ['4.5 billion', 4_500_000_000n],
    ['43.735 bn VND', 43_735_000_000n],
    ['43,735 million', 43_735_000_000n],
    ['1,436.5 million đồng', 1_436_500_000n],
    ['1.436,5 million', 1_436_500_000n],
    ['300 thousand', 300_000n],
  ])('%j = %s', (text, expected) => {
    expect(parseAmount(text)).toEqual({ ok: true, value: expected });
  });

  it('reads back what the formats write, in both languages', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(dong), (amount) => {
        for (const text of [
          formatDong(amount, 'vi'),
          formatDong(amount, 'en', { unit: true }),
          formatMillions(amount, 'vi', { unit: true }),
          formatMillions(amount, 'en', { unit: true }),
          formatBillions(amount, 'vi', { unit: true }),
          formatBillions(amount, 'en', { unit: true }),
        ]) {
          expect([text, parseAmount(text)]).toEqual([text, { ok: true, value: amount }]);
        }
      }),
    );
  });
});

describe('amounts that are asked back', () => {
  it('says both readings of 4.5 tỷ, and how to write the likelier', () => {
    expect(parseAmount('4.5 tỷ')).toEqual({
      ok: false,
      refusal: {
        code: 'amount_is_ambiguous',
        params: { text: '4.5 tỷ', decimal: 4_500_000_000n, grouped: 45_000_000_000n, suggestion: '4,5 tỷ' },
      },
    });
  });

  it('does the same in English', () => {
    expect(parseAmount('4,5 billion')).toMatchObject({
      refusal: { code: 'amount_is_ambiguous', params: { suggestion: '4.5 billion' } },
    });
  });

  it.each(['4.5 tỷ', '0.500 tỷ', '1500.5 triệu', '12.25 tr', '2.0', '43,7 million'])('%j', (text) => {
    expect(parseAmount(text)).toMatchObject({ refusal: { code: 'amount_is_ambiguous' } });
  });
});

describe('amounts that are refused', () => {
  it.each([
    ['', 'amount_is_empty'],
    [' \u00a0', 'amount_is_empty'],
    ['-5', 'amount_is_negative'],
    ['−5 tỷ', 'amount_is_negative'],
    ['(500)', 'amount_is_negative'],
    ['1.50.000', 'amount_is_misgrouped'],
    ['1,5,0', 'amount_is_misgrouped'],
    ['0.500.000', 'amount_is_misgrouped'],
    ['1.436.50,5 tỷ', 'amount_is_misgrouped'],
    ['1,2.3,4 tỷ', 'amount_is_misgrouped'],
    ['12 34', 'amount_is_misgrouped'],
    ['1 436.500 triệu', 'amount_is_misgrouped'],
    ['2,5', 'amount_is_not_whole_dong'],
    ['12.34', 'amount_is_not_whole_dong'],
    ['0,0000000001 tỷ', 'amount_is_not_whole_dong'],
    ['9.223.372.036.854.775.808', 'amount_is_too_large'],
    ['99999999999 tỷ', 'amount_is_too_large'],
    ['9'.repeat(100_000), 'amount_is_too_large'],
  ])('%j: %s', (text, code) => {
    expect(parseAmount(text)).toMatchObject({ ok: false, refusal: { code } });
  });

  it.each([
    ['tỷ', 'tỷ'],
    ['khoảng 5 tỷ', 'khoảng 5 tỷ'],
    ['5 tỷ rưỡi', 'rưỡi'],
    ['12abc', 'abc'],
    ['5 USD', 'USD'],
    ['5 đồng tỷ', 'tỷ'],
    ['4 tỷ 500 triệu', '500 triệu'],
    ['5.', '.'],
    ['1e9', 'e9'],
    ['$5', '$5'],
    ['2 tỷ constructor', 'constructor'],
    ['2 constructor', 'constructor'],
    ['2 __proto__', '__proto__'],
  ])('%j names what was not understood: %j', (text, rest) => {
    expect(parseAmount(text)).toMatchObject({
      refusal: { code: 'amount_is_not_understood', params: { rest } },
    });
  });

  it('answers anything at all with a value or a refusal', () => {
    const pieces = fc.constantFrom('1', '23', '456', '.', ',', ' ', 'tỷ', 'đ', '-', 'bn', 'x', '\n', '٣');
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => typeof parseAmount(text).ok === 'boolean'),
      { numRuns: 1000 },
    );
  });
});
