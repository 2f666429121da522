import { dong, formatBillions, type Locale } from '#kernel';
import type { Family } from './family.ts';
import { CHECKS, EXPLANATIONS, KINDS, SOURCES, STATES } from './history-families.ts';

const say = (family: Family, code: string, locale: Locale, inputs: Readonly<Record<string, string>> = {}) =>
  family[code]?.(inputs, { locale }) ?? code;

/** "Cộng các năm = ngân sách địa phương". */
export function historyCheckLabel(code: string, locale: Locale): string {
  return say(CHECKS, code, locale);
}

/** "khớp", "còn mở", "đã giải trình". */
export function historyStateLabel(state: string, locale: Locale): string {
  return say(STATES, state, locale);
}

export function historySourceLabel(source: string, locale: Locale): string {
  return say(SOURCES, source, locale);
}

export function historyKindLabel(kind: string, locale: Locale): string {
  return say(KINDS, kind, locale);
}

/** What a check knows about its difference: amounts in đồng, years, counts of years in hundredths. */
export interface DifferenceDetail {
  readonly missing?: number | bigint;
  readonly lastYear?: number | bigint;
  readonly withoutLastYear?: number | bigint;
  readonly years?: number | bigint;
  readonly hundredths?: number | bigint;
  readonly from?: number | bigint;
}

/** A possible reason of a difference, as the end of a sentence: "số công bố đã làm tròn". */
export function historyExplanation(code: string, detail: DifferenceDetail, locale: Locale): string {
  const hundredths = String(detail.hundredths ?? 0).padStart(3, '0');
  const mark = locale === 'vi' ? ',' : '.';
  return say(EXPLANATIONS, code, locale, {
    missing: String(detail.missing ?? ''),
    lastYear: String(detail.lastYear ?? ''),
    withoutLastYear: formatBillions(dong(detail.withoutLastYear ?? 0), locale),
    years: `${hundredths.slice(0, -2)}${mark}${hundredths.slice(-2)}`,
    all: String(detail.years ?? ''),
    from: String(detail.from ?? ''),
  });
}
