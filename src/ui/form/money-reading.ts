import { amountInEnglish, docTien, formatDong, parseAmount, type Locale } from '#kernel';

export type MoneyReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'read'; readonly figure: string; readonly words: string }
  | { readonly kind: 'asked_back'; readonly readings: readonly [string, string]; readonly suggestion: string }
  | { readonly kind: 'not_read' };

/** How the server will read what stands in a money field, said back in figures and in words. */
export function readMoney(typed: string, locale: Locale): MoneyReading {
  if (typed.trim() === '') return { kind: 'empty' };
  const read = parseAmount(typed);
  if (read.ok)
    return {
      kind: 'read',
      figure: formatDong(read.value, locale),
      words: locale === 'vi' ? docTien(read.value) : amountInEnglish(read.value),
    };
  const { code, params } = read.refusal;
  if (code !== 'amount_is_ambiguous') return { kind: 'not_read' };
  const inDong = (value: unknown) => (typeof value === 'bigint' ? grouped(value, locale) : String(value));
  return {
    kind: 'asked_back',
    readings: [inDong(params['decimal']), inDong(params['grouped'])],
    suggestion: String(params['suggestion']),
  };
}

function grouped(value: bigint, locale: Locale): string {
  return value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB');
}
