import { foldText } from '#kernel';
import type { LegalDocument } from './document.ts';
import { markOf, numberOf, numberParts } from './document-number.ts';

/** What people call a document by the mark in its number, in both languages. */
const NAMES: Readonly<Record<string, string>> = {
  nd: 'nghi dinh decree',
  qd: 'quyet dinh decision',
  nq: 'nghi quyet resolution',
  ct: 'chi thi directive',
  tt: 'thong tu circular',
  ttlt: 'thong tu lien tich joint circular',
  vbhn: 'van ban hop nhat consolidated text',
};

type Sought = Pick<LegalDocument, 'code' | 'title' | 'issuer' | 'kind'>;

/**
 * The documents that answer a query, best first: by number in any writing ("TT28-2018-BTC", "thông tư 28
 * 2018", "26/2014/ttlt"), or by words of title and issuer, with accents or without. Every part of the query
 * must be found; figures as wholes, words from their beginning. An empty query finds all, in order given.
 */
export function searchDocuments<T extends Sought>(documents: readonly T[], query: string): readonly T[] {
  const asked = numberParts(query).filter((part) => part !== 'so');
  if (asked.length === 0) return documents;
  return documents
    .map((document) => ({ document, score: scoreOf(document, asked) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ document }) => document);
}

function scoreOf(document: Sought, asked: readonly string[]): number {
  const number = numberParts(numberOf(document.code));
  const name = NAMES[markOf(document.code) ?? ''] ?? '';
  const words = numberParts(`${name} ${document.title.vi} ${document.title.en} ${document.issuer}`);
  // Typed without spaces: "thongtu28", "ttbtc", "btcbct".
  const letters = number.filter((part) => !/^\d/.test(part));
  const run = [letters.join(''), name.replace(/ /g, ''), foldText(document.issuer).replace(/[^a-z]/g, '')];
  let score = 0;
  for (const part of asked) {
    const found = /^\d/.test(part)
      ? (number.includes(part) && 8) || (words.includes(part) && 1)
      : (number.includes(part) && 6) ||
        (number.some((one) => one.startsWith(part)) && 3) ||
        (words.some((one) => one.startsWith(part)) && 2) ||
        (part.length > 2 && run.some((one) => one.startsWith(part)) && 2);
    if (!found) return 0;
    score += found;
  }
  // "28/2018" asks for number 28 of 2018, not for the 2018th of year 28.
  const figures = asked.filter((part) => /^\d/.test(part));
  return score + (figures.length > 0 && figures.every((part, i) => number[i] === part) ? 20 : 0);
}
