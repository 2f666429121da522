import { DONG_LIMIT, dong, type Dong } from './money.ts';
import { readNumber, type Decimal, type Notation } from './number-notation.ts';
import { ok, refuse, type Result } from './result.ts';
import { foldText } from './vietnamese-text.ts';

export type AmountRefusal =
  | 'amount_is_empty'
  | 'amount_is_negative'
  | 'amount_is_not_understood'
  | 'amount_is_misgrouped'
  | 'amount_is_ambiguous'
  | 'amount_is_not_whole_dong'
  | 'amount_is_too_large';

interface Unit {
  readonly size: bigint;
  /** The language of the unit word says how the number before it is written. */
  readonly notation: Notation;
}

const DONG: Unit = { size: 1n, notation: 'vi' };
const SCALES = new Map<string, Unit>([
  ...named('vi', 1_000n, 'nghin', 'ngan'),
  ...named('vi', 1_000_000n, 'trieu', 'tr', 'trd'),
  ...named('vi', 1_000_000_000n, 'ty', 'ti', 'tyd'),
  ...named('en', 1_000n, 'thousand'),
  ...named('en', 1_000_000n, 'million', 'mn'),
  ...named('en', 1_000_000_000n, 'billion', 'bn'),
]);
const CURRENCIES = new Set(['dong', 'd', 'vnd', '₫']);
const LONGEST_QUOTE = 60;
/** Beyond any amount, however it is written; keeps a pasted megabyte of digits away from BigInt. */
const LONGEST_FIGURE = 60;

/**
 * Reads an amount as people write it in forms, spreadsheets and decisions: a number, perhaps a unit
 * (tỷ, triệu/tr, nghìn/ngàn; billion/bn, million, thousand), perhaps the currency (đồng, đ, VND, ₫).
 *
 * A number is Vietnamese unless its unit word is English: `43,735 tỷ` is 43.735 billion, `1.500 triệu`
 * is 1500 million, but `1.5 billion` is read the English way. `4.5 tỷ` is neither Vietnamese nor safely
 * English: dropped points make it 45 tỷ in many programs, so it is asked back with both readings.
 * In plain đồng, where fractions do not exist, `300,000` and `300.000` are both three hundred thousand.
 * Never rounds: what is not a whole number of đồng is refused.
 */
export function parseAmount(text: string): Result<Dong, AmountRefusal> {
  const written = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const quote = written.slice(0, LONGEST_QUOTE);
  const bare = written.replace(/^(?:vn[dđ]|₫) ?(?=[\d(+\-−])/i, '');
  if (bare === '') return refuse('amount_is_empty');
  if (/^[-−–(] ?\d/.test(bare)) return refuse('amount_is_negative', { text: quote });
  const figure = /^\d(?:[\d., ]*\d)?/.exec(bare)?.[0];
  if (figure === undefined) return refuse('amount_is_not_understood', { text: quote, rest: quote });

  const words = readUnit(bare.slice(figure.length));
  if ('rest' in words)
    return refuse('amount_is_not_understood', { text: quote, rest: words.rest.slice(0, LONGEST_QUOTE) });
  if (figure.length > LONGEST_FIGURE) return refuse('amount_is_too_large', { text: quote });
  const { size, notation } = words.unit;
  const reading = readNumber(figure, notation, size === 1n);
  if (reading.kind === 'misgrouped') return refuse('amount_is_misgrouped', { text: quote });
  if (reading.kind === 'number') return toDong(reading.value, size, quote);

  const decimal = toDong(reading.asDecimal, size, quote);
  const grouped = toDong(reading.withoutMark, size, quote);
  if (!decimal.ok) return decimal;
  if (!grouped.ok || grouped.value === decimal.value) return grouped;
  return refuse('amount_is_ambiguous', {
    text: quote,
    decimal: decimal.value,
    grouped: grouped.value,
    suggestion: quote.replace(/[.,]/, (mark) => (mark === '.' ? ',' : '.')),
  });
}

function readUnit(text: string): { unit: Unit } | { rest: string } {
  const words = text.split(' ').filter((word) => word !== '');
  const folded = words.map(foldText);
  const scale = SCALES.get(folded[0] ?? '');
  let understood = scale === undefined ? 0 : 1;
  if (CURRENCIES.has(folded[understood] ?? '')) understood++;
  if (understood < words.length) return { rest: words.slice(understood).join(' ') };
  return { unit: scale ?? DONG };
}

function toDong(value: Decimal, size: bigint, quote: string): Result<Dong, AmountRefusal> {
  const divisor = 10n ** BigInt(value.places);
  const product = value.digits * size;
  if (product % divisor !== 0n) return refuse('amount_is_not_whole_dong', { text: quote });
  const amount = product / divisor;
  return amount < DONG_LIMIT ? ok(dong(amount)) : refuse('amount_is_too_large', { text: quote });
}

function named(notation: Notation, size: bigint, ...words: readonly string[]): [string, Unit][] {
  return words.map((word) => [word, { size, notation }]);
}
