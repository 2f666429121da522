import type { Dong, Locale } from '#kernel';

/** "42,3 %": a share to one decimal, floored so that what is not complete never reads 100 %; "–" of nothing. */
export function shareText(part: Dong, whole: Dong, locale: Locale): string {
  if (whole <= 0n) return '–';
  const tenths = Number((part * 1000n) / whole);
  const text = (tenths / 10).toFixed(tenths % 10 === 0 ? 0 : 1);
  return `${locale === 'vi' ? text.replace('.', ',') : text} %`;
}
