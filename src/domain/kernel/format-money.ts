import { BILLION, MILLION, type Dong, type Rate } from './money.ts';

/** The languages of the interface. */
export type Locale = 'vi' | 'en';

export interface AmountFormat {
  /** Most decimals shown, rounded half away from zero. Default: as many as the exact amount needs. */
  readonly decimals?: number;
  /** Adds "đồng", "triệu đồng", "tỷ đồng" (English: "đồng", "million đồng", "billion đồng"). */
  readonly unit?: boolean;
}

const MARKS = { vi: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;
const UNITS = {
  vi: { dong: 'đồng', million: 'triệu đồng', billion: 'tỷ đồng' },
  en: { dong: 'đồng', million: 'million đồng', billion: 'billion đồng' },
} as const;

/** 300000000 → `300.000.000` (vi), `300,000,000` (en). */
export function formatDong(amount: Dong, locale: Locale, format: Pick<AmountFormat, 'unit'> = {}): string {
  return withUnit(scaled(amount, 1n, locale), UNITS[locale].dong, format);
}

/** 1436500000 → `1.436,5` (vi), `1,436.5` (en). */
export function formatMillions(amount: Dong, locale: Locale, format: AmountFormat = {}): string {
  return withUnit(scaled(amount, MILLION, locale, format.decimals), UNITS[locale].million, format);
}

/** 53700000000 → `53,7` (vi), `53.7` (en). */
export function formatBillions(amount: Dong, locale: Locale, format: AmountFormat = {}): string {
  return withUnit(scaled(amount, BILLION, locale, format.decimals), UNITS[locale].billion, format);
}

/** 1250n → `12,5%` (vi), `12.5%` (en). */
export function formatRate(share: Rate, locale: Locale): string {
  return `${scaled(share, 100n, locale)}%`;
}

function withUnit(figure: string, word: string, format: AmountFormat): string {
  return format.unit === true ? `${figure} ${word}` : figure;
}

/** `value / unit` as text, by whole numbers only; `unit` is a power of ten. */
function scaled(value: bigint, unit: bigint, locale: Locale, decimals?: number): string {
  const places = unit.toString().length - 1;
  const shown = Math.min(decimals ?? places, places);
  const dropped = 10n ** BigInt(places - shown);
  const size = value < 0n ? -value : value;
  const rounded = (size + dropped / 2n) / dropped;

  const kept = 10n ** BigInt(shown);
  const { group, decimal } = MARKS[locale];
  const whole = (rounded / kept).toString().replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = (rounded % kept).toString().padStart(shown, '0').replace(/0+$/, '');
  const sign = value < 0n && rounded !== 0n ? '-' : '';
  return sign + whole + (fraction === '' ? '' : decimal + fraction);
}
