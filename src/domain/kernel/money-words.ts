import { negateDong, type Dong } from './money.ts';

export interface WordsFormat {
  /** Capital first letter, as vouchers want it. Default true. */
  readonly capital?: boolean;
}

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const BILLION = 1_000_000_000n;

/**
 * The amount in words as Vietnamese vouchers write it: 1005 → "Một nghìn không trăm linh năm đồng".
 *
 * A group of three digits that has something before it is read in full ("không trăm linh năm"), a
 * group of zeros is left out, and "tỷ" is said again above it (10^18 = "một tỷ tỷ"). Official northern
 * forms: nghìn, linh, mốt, tư, lăm. A negative amount begins with "âm".
 */
export function docTien(amount: Dong, format: WordsFormat = {}): string {
  const size = amount < 0n ? negateDong(amount) : amount;
  const words = size === 0n ? ['không'] : readNumber(size, false);
  return finish([...(amount < 0n ? ['âm'] : []), ...words, 'đồng'], format);
}

/** `full`: something was said before, so leading zeros of the first spoken group count. */
function readNumber(n: bigint, full: boolean): string[] {
  if (n >= BILLION) {
    const rest = n % BILLION;
    const above = [...readNumber(n / BILLION, full), 'tỷ'];
    return rest === 0n ? above : [...above, ...readNumber(rest, true)];
  }
  const words: string[] = [];
  const small = Number(n);
  const groups: [number, string][] = [
    [Math.floor(small / 1_000_000), 'triệu'],
    [Math.floor(small / 1000) % 1000, 'nghìn'],
    [small % 1000, ''],
  ];
  for (const [group, scale] of groups) {
    if (group === 0) continue;
    words.push(...readGroup(group, full || words.length > 0));
    if (scale !== '') words.push(scale);
  }
  return words;
}

/** 1–999. */
function readGroup(group: number, full: boolean): string[] {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor(group / 10) % 10;
  const units = group % 10;
  const words: string[] = [];
  if (full || hundreds > 0) words.push(DIGITS[hundreds]!, 'trăm');
  if (tens === 1) words.push('mười');
  else if (tens > 1) words.push(DIGITS[tens]!, 'mươi');
  else if (units > 0 && words.length > 0) words.push('linh');
  if (units > 0) words.push(readUnits(units, tens));
  return words;
}

function readUnits(units: number, tens: number): string {
  if (units === 1 && tens > 1) return 'mốt';
  if (units === 4 && tens > 1) return 'tư';
  if (units === 5 && tens > 0) return 'lăm';
  return DIGITS[units]!;
}

const ENGLISH_SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH_SCALES = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion', 'quintillion'];

/** 1005 → "One thousand five đồng". */
export function amountInEnglish(amount: Dong, format: WordsFormat = {}): string {
  const words: string[] = [];
  let left: bigint = amount < 0n ? negateDong(amount) : amount;
  for (let scale = 0; left > 0n; scale++, left /= 1000n) {
    const group = Number(left % 1000n);
    if (group > 0) words.unshift(...englishGroup(group), ...(scale > 0 ? [ENGLISH_SCALES[scale]!] : []));
  }
  if (words.length === 0) words.push(ENGLISH_SMALL[0]!);
  return finish([...(amount < 0n ? ['minus'] : []), ...words, 'đồng'], format);
}

function englishGroup(group: number): string[] {
  const words = group >= 100 ? [ENGLISH_SMALL[Math.floor(group / 100)]!, 'hundred'] : [];
  const rest = group % 100;
  if (rest >= 20) {
    const tens = ENGLISH_TENS[Math.floor(rest / 10) - 2]!;
    words.push(rest % 10 === 0 ? tens : `${tens}-${ENGLISH_SMALL[rest % 10]!}`);
  } else if (rest > 0) words.push(ENGLISH_SMALL[rest]!);
  return words;
}

function finish(words: readonly string[], { capital = true }: WordsFormat): string {
  const sentence = words.join(' ');
  return capital ? sentence.charAt(0).toUpperCase() + sentence.slice(1) : sentence;
}
