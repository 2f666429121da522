import type { Locale } from '#kernel';
import { numberOf } from '#law';
import { m } from '#messages';

/** Where a rule stands, as the law chapter hands it over: only what may be printed. */
export interface PrintedCitation {
  readonly document: string;
  readonly article: string | null;
  readonly clause: string | null;
  readonly point: string | null;
}

/** "Thông tư 28/2018/TT-BTC, Điều 8 khoản 4". */
export function citationText(citation: PrintedCitation, locale: Locale): string {
  const { article, clause, point } = citation;
  const document = documentTitle(citation.document, locale);
  if (article === null) return document;
  if (clause === null) return m.law_cite_article({ document, article }, { locale });
  if (point === null) return m.law_cite_clause({ document, article, clause }, { locale });
  return m.law_cite_point({ document, article, clause, point }, { locale });
}

/** The number of an instrument with the word for its kind, which the number itself abbreviates. */
export function documentTitle(code: string, locale: Locale): string {
  const number = numberOf(code);
  const kind = KINDS.find(([mark]) => number.includes(mark))?.[1];
  return kind === undefined ? number : `${kind({}, { locale })} ${number}`;
}

/** The longest marks first: a joint circular's number holds a circular's. */
const KINDS = [
  ['/TTLT-', m.law_kind_joint_circular],
  ['/TT-', m.law_kind_circular],
  ['/NĐ-', m.law_kind_decree],
  ['/NQ-', m.law_kind_resolution],
  ['/QĐ-', m.law_kind_decision],
  ['/CT-', m.law_kind_directive],
] as const;
