import { formatDate, isLocalDate, type Locale } from '#kernel';

/** The phrases of the basis column of the published history, which is kept in English. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/(\d[\d.]*) bn/g, '$1 tỷ đồng'],
  [/ a year on average/g, ' bình quân một năm'],
  [/ a year/g, ' một năm'],
  [/ in (\d{4})/g, ' năm $1'],
  [/local budget/g, 'ngân sách địa phương'],
  [/central budget/g, 'ngân sách trung ương'],
  [/\bover /g, 'hơn '],
  [/ in all/g, ' tất cả'],
];
const ARTICLE = /^article of (\d{4}-\d{2}-\d{2})(?:: (.*))?$/s;

/** Where a figure is stated, in the language of the page; words it does not know stay as they are. */
export function historyBasis(basis: string, locale: Locale): string {
  const article = ARTICLE.exec(basis);
  if (article === null || locale === 'en') return basis;
  const [, date = '', said] = article;
  const from = `bài viết ngày ${isLocalDate(date) ? formatDate(date) : date}`;
  if (said === undefined) return from;
  const words = PHRASES.reduce((text, [pattern, vietnamese]) => text.replace(pattern, vietnamese), said);
  return `${from}: ${words.replace(/(\d)\.(\d)/g, '$1,$2').replace(/(\d{4})-(\d{4})/g, '$1–$2')}`;
}

/** The documents a set of figures comes from, each once: what stands before the colon. */
export function historySources(bases: readonly string[], locale: Locale): string[] {
  return [...new Set(bases.map((basis) => historyBasis(basis.split(':')[0] ?? basis, locale)))];
}
