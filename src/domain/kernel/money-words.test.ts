import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dong } from './money.ts';
import { amountInEnglish, docTien } from './money-words.ts';

const DIGITS = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ');
const SCALES: Record<string, bigint> = { nghìn: 1000n, triệu: 1_000_000n };

/** Reads the words back, by another way than they were made: left to right, "tỷ" closing all before it. */
function readBack(sentence: string): bigint {
  const words = sentence
    .toLowerCase()
    .replace(/ đồng$/, '')
    .split(' ');
  const negative = words[0] === 'âm';
  let high = 0n; // closed by "tỷ"
  let low = 0n; // closed by "triệu" or "nghìn"
  let group = 0n;
  for (const word of negative ? words.slice(1) : words) {
    if (word === 'tỷ') {
      high = (high + low + group) * 1_000_000_000n;
      low = group = 0n;
    } else if (word in SCALES) {
      low += group * SCALES[word]!;
      group = 0n;
    } else if (word === 'trăm') group *= 100n;
    else if (word === 'mươi') group = group - (group % 10n) + (group % 10n) * 10n;
    else if (word === 'mười') group += 10n;
    else if (word !== 'linh') group += BigInt({ mốt: 1, tư: 4, lăm: 5 }[word] ?? DIGITS.indexOf(word));
  }
  return (negative ? -1n : 1n) * (high + low + group);
}

describe('docTien', () => {
  it.each([
    [0n, 'không'],
    [1n, 'một'],
    [4n, 'bốn'],
    [5n, 'năm'],
    [10n, 'mười'],
    [11n, 'mười một'],
    [14n, 'mười bốn'],
    [15n, 'mười lăm'],
    [20n, 'hai mươi'],
    [21n, 'hai mươi mốt'],
    [24n, 'hai mươi tư'],
    [25n, 'hai mươi lăm'],
    [55n, 'năm mươi lăm'],
    [100n, 'một trăm'],
    [101n, 'một trăm linh một'],
    [104n, 'một trăm linh bốn'],
    [105n, 'một trăm linh năm'],
    [110n, 'một trăm mười'],
    [111n, 'một trăm mười một'],
    [115n, 'một trăm mười lăm'],
    [121n, 'một trăm hai mươi mốt'],
    [555n, 'năm trăm năm mươi lăm'],
    [1000n, 'một nghìn'],
    [1001n, 'một nghìn không trăm linh một'],
    [1005n, 'một nghìn không trăm linh năm'],
    [1010n, 'một nghìn không trăm mười'],
    [1015n, 'một nghìn không trăm mười lăm'],
    [1021n, 'một nghìn không trăm hai mươi mốt'],
    [10_000n, 'mười nghìn'],
    [21_000n, 'hai mươi mốt nghìn'],
    [100_005n, 'một trăm nghìn không trăm linh năm'],
    [1_000_000n, 'một triệu'],
    [1_000_005n, 'một triệu không trăm linh năm'],
    [1_005_000n, 'một triệu không trăm linh năm nghìn'],
    [1_010_100n, 'một triệu không trăm mười nghìn một trăm'],
    [300_000_000n, 'ba trăm triệu'],
    [1_000_000_000n, 'một tỷ'],
    [1_000_000_005n, 'một tỷ không trăm linh năm'],
    [1_000_005_000n, 'một tỷ không trăm linh năm nghìn'],
    [1_005_000_000n, 'một tỷ không trăm linh năm triệu'],
    [4_500_000_000n, 'bốn tỷ năm trăm triệu'],
    [53_700_000_000n, 'năm mươi ba tỷ bảy trăm triệu'],
    [1_000_000_000_000n, 'một nghìn tỷ'],
    [1_005_000_000_000n, 'một nghìn không trăm linh năm tỷ'],
    [1_000_000_000_000_000_000n, 'một tỷ tỷ'],
    [1_000_000_001_000_000_000n, 'một tỷ không trăm linh một tỷ'],
    [-21_000n, 'âm hai mươi mốt nghìn'],
    [1_234_567_890n, 'một tỷ hai trăm ba mươi tư triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi'],
  ])('%s = %s', (amount, words) => {
    expect(docTien(dong(amount), { capital: false })).toBe(`${words} đồng`);
  });

  it('begins with a capital on paper', () => {
    expect(docTien(dong(300_000_000))).toBe('Ba trăm triệu đồng');
    expect(docTien(dong(-5))).toBe('Âm năm đồng');
  });

  it('says every amount so that it can be read back', () => {
    const limit = 2n ** 63n - 1n;
    const sizes = fc.bigInt({ min: -limit, max: limit });
    const sparse = fc
      .array(fc.constantFrom('0', '0', '0', '1', '4', '5'), { minLength: 1, maxLength: 18 })
      .map((digits) => BigInt(digits.join('')));
    fc.assert(
      fc.property(fc.oneof(sizes, sparse), (amount) => {
        expect(readBack(docTien(dong(amount)))).toBe(amount);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('amountInEnglish', () => {
  it.each([
    [0n, 'Zero đồng'],
    [13n, 'Thirteen đồng'],
    [40n, 'Forty đồng'],
    [1005n, 'One thousand five đồng'],
    [999_999n, 'Nine hundred ninety-nine thousand nine hundred ninety-nine đồng'],
    [53_700_000_000n, 'Fifty-three billion seven hundred million đồng'],
    [-1_000_000_000_000_000_000n, 'Minus one quintillion đồng'],
  ])('%s = %s', (amount, words) => expect(amountInEnglish(dong(amount))).toBe(words));
});
