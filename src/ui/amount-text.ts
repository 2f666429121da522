import { formatBillions, formatDong, formatMillions, type Dong, type Locale } from '#kernel';

/** What one unit of a shown figure is: đồng, triệu đồng, tỷ đồng. */
export type AmountScale = 'dong' | 'million' | 'billion';

/** The figure alone, exact at every scale: 1.436,5 triệu is not rounded to 1.437. */
export function amountText(amount: Dong, scale: AmountScale, locale: Locale): string {
  if (scale === 'million') return formatMillions(amount, locale);
  if (scale === 'billion') return formatBillions(amount, locale);
  return formatDong(amount, locale);
}

const WORDS = {
  vi: { dong: 'đồng', million: 'triệu đồng', billion: 'tỷ đồng' },
  en: { dong: 'đồng', million: 'million đồng', billion: 'billion đồng' },
} as const;

/** "triệu đồng": for the head of a column or the corner of a card. */
export function unitWord(scale: AmountScale, locale: Locale): string {
  return WORDS[locale][scale];
}
