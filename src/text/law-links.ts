import { articleAnchor, documentAddress } from '#law';
import type { PrintedCitation } from './citations.ts';

/** A piece of a sentence; with an address where it names a document of the library. */
export interface LawPart {
  readonly text: string;
  readonly href?: string;
}

const KIND =
  '(?:Thông tư liên tịch|Thông tư|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Joint Circular|Circular|Decree|Resolution|Decision|Directive)';
const NUMBER = '\\d{1,4}/(?:(?:19|20)\\d\\d/)?(?:NĐ|TTLT|TT|NQ|QĐ|CT|VBHN)(?:-[A-ZĐ][A-ZĐa-z]*)+';
const PLACE =
  ',? (?:Điều|Article) (\\d+[a-zđ]?)(?:,? (?:khoản|clause) (\\d+[a-zđ]?)(?:,? (?:điểm|point) ([a-zđ]))?)?';
const CITED = new RegExp(`(?:${KIND} )?(${NUMBER})(?:${PLACE})?`, 'giu');

/** Citations and explanations are the same few thousand sentences, asked for with every page. */
const known = new Map<string, readonly LawPart[]>();
const MOST_KNOWN = 5_000;

/**
 * A sentence with every document it names as a link into the library, at the article where one is named.
 * The one way law is linked: citations, explanations, findings and refusals are all sentences.
 */
export function lawParts(sentence: string): readonly LawPart[] {
  let parts = known.get(sentence);
  if (parts === undefined) {
    if (known.size === MOST_KNOWN) known.clear();
    parts = linked(sentence);
    known.set(sentence, parts);
  }
  return parts;
}

function linked(sentence: string): readonly LawPart[] {
  const parts: LawPart[] = [];
  let at = 0;
  for (const found of sentence.matchAll(CITED)) {
    const [text, number = '', article = null, clause = null, point = null] = found;
    if (found.index > at) parts.push({ text: sentence.slice(at, found.index) });
    parts.push({ text, href: citationHref({ document: number, article, clause, point }) });
    at = found.index + text.length;
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at) });
  return parts;
}

/** The address of a cited place in the library. */
export function citationHref(citation: PrintedCitation): string {
  const address = documentAddress(citation.document);
  return citation.article === null ? address : `${address}#${articleAnchor(citation)}`;
}
