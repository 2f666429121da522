import { foldText, refuse, ok, slug, type Result } from '#kernel';

/**
 * Documents are known by their number, `28/2018/TT-BTC`; the number of a provincial document exists in
 * every province, so its code carries the province too: `32/2021/QĐ-UBND@40`.
 */

/** The number as printed, without the province. */
export function numberOf(code: string): string {
  return code.split('@')[0] ?? code;
}

/** The page of a document: `/law/28-2018-tt-btc`. Follows from the code alone and never changes. */
export function documentAddress(code: string): string {
  return `/law/${slug(code)}`;
}

/** Where a place stands on its document's page: `a8-4-b`. */
export function articleAnchor(place: {
  readonly article: string | null;
  readonly clause: string | null;
  readonly point: string | null;
}): string {
  const parts = [place.article, place.clause, place.point].filter((part) => part !== null);
  // Points run a b c d đ e: slugs would make one of two of them.
  return `a${parts.map((part) => slug(part.replace(/[đĐ]/g, 'dd'))).join('-')}`;
}

/** How the parts of a number are written, by their folded letters. */
const MARKS: Readonly<Record<string, string>> = {
  nd: 'NĐ',
  qd: 'QĐ',
  nq: 'NQ',
  ct: 'CT',
  tt: 'TT',
  ttlt: 'TTLT',
  vbhn: 'VBHN',
  kh: 'KH',
  hd: 'HD',
};
const ISSUERS: Readonly<Record<string, string>> = {
  hdnd: 'HĐND',
  ubnd: 'UBND',
  cp: 'CP',
  ttg: 'TTg',
  btc: 'BTC',
  bct: 'BCT',
};
/** Words people write for the mark: "thông tư 28 2018". */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/thong tu lien tich/g, 'ttlt'],
  [/thong tu/g, 'tt'],
  [/nghi dinh/g, 'nd'],
  [/nghi quyet/g, 'nq'],
  [/quyet dinh/g, 'qd'],
  [/chi thi/g, 'ct'],
  [/van ban hop nhat/g, 'vbhn'],
  [/ke hoach/g, 'kh'],
  [/huong dan/g, 'hd'],
];

/** The words and figures of a text, folded: "TT28-2018-BTC" → tt 28 2018 btc. Figures lose leading zeros. */
export function numberParts(text: string): string[] {
  const found = foldText(text).match(/[a-z]+|\d+/g) ?? [];
  return found.map((part) => part.replace(/^0+(?=\d)/, ''));
}

/** The mark of a number in folded letters: `tt`, `qd`; undefined where it has none we know. */
export function markOf(code: string): string | undefined {
  return numberParts(numberOf(code)).find((part) => part in MARKS);
}

/**
 * One writing of a number for any of its writings: "qđ 7-2025 ubnd" → `07/2025/QĐ-UBND`.
 * Refuses `document_number_not_understood` without a figure, a mark or an issuer.
 */
export function readDocumentNumber(text: string): Result<string, 'document_number_not_understood'> {
  const short = WORDS.reduce((t, [words, mark]) => t.replace(words, ` ${mark} `), foldText(text));
  const parts = numberParts(short);
  const figures = parts.filter((part) => /^\d/.test(part));
  const letters = parts.filter((part) => !/^\d/.test(part) && part !== 'so');
  const mark = letters.find((part) => part in MARKS);
  const issuers = letters.filter((part) => part !== mark);
  const [number, year] = figures;
  const fits =
    number !== undefined &&
    figures.length <= 2 &&
    (year === undefined || /^(19|20)\d\d$/.test(year)) &&
    mark !== undefined &&
    issuers.length > 0 &&
    issuers.length <= 4;
  if (!fits) return refuse('document_number_not_understood', { text: text.slice(0, 80) });
  const written = [MARKS[mark], ...issuers.map((part) => ISSUERS[part] ?? part.toUpperCase())].join('-');
  return ok([number.padStart(2, '0'), ...(year === undefined ? [] : [year]), written].join('/'));
}
