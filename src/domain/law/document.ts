import type { LocalDate } from '#kernel';
import type { TwoLanguages, Verification } from './citation.ts';
import { markOf, numberOf } from './document-number.ts';

export const documentKinds = [
  'law',
  'decree',
  'circular',
  'joint_circular',
  'resolution',
  'decision',
  'directive',
  'programme',
  'guidance',
  'consolidation',
  'sample',
] as const;
export type LegalDocumentKind = (typeof documentKinds)[number];

export const documentLevels = [
  'government',
  'ministry',
  'provincial_council',
  'provincial_committee',
  'department',
] as const;
export type DocumentLevel = (typeof documentLevels)[number];

/** What the first document does to the second. */
export const relationKinds = ['amends', 'replaces', 'consolidates', 'guides', 'based_on'] as const;
export type RelationKind = (typeof relationKinds)[number];

export interface LegalDocument {
  /** For events; people and rules use the code. */
  readonly id: string;
  readonly code: string;
  readonly kind: LegalDocumentKind;
  readonly issuer: string;
  /** Null for a national document. */
  readonly province: string | null;
  readonly title: TwoLanguages;
  readonly issuedOn: LocalDate | null;
  readonly effectiveOn: LocalDate | null;
  /** The first day it is no longer in force. */
  readonly expiredOn: LocalDate | null;
  readonly verification: Verification;
  readonly source: TwoLanguages | null;
}

/** As seen from one document: `forth`, it amends the other; `back`, the other amends it. */
export interface Relation {
  readonly kind: RelationKind;
  readonly direction: 'forth' | 'back';
  readonly other: LegalDocument;
  /** The day it takes effect where that is not the later document's own day. */
  readonly since: LocalDate | null;
}

export const documentStatuses = ['not_yet', 'in_force', 'amended', 'replaced', 'expired', 'unknown'] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

export interface StatusOnDate {
  readonly status: DocumentStatus;
  /** The document that amends or replaces it; the latest of several. */
  readonly by: LegalDocument | null;
  /** Since when it stands so; null where that day is not known to us. */
  readonly since: LocalDate | null;
}

type Dated = Pick<LegalDocument, 'code' | 'issuedOn' | 'effectiveOn'>;

/**
 * The earliest day a document can have worked on others: its day of effect; where that is unknown, the
 * day it was issued, and where that is unknown too, the year in its number.
 */
export function knownFrom(document: Dated): LocalDate | null {
  const year = /\/((?:19|20)\d\d)\//.exec(numberOf(document.code))?.[1];
  return (
    document.effectiveOn ?? document.issuedOn ?? (year === undefined ? null : (`${year}-01-01` as LocalDate))
  );
}

/**
 * How a document stands on a day. It is never said to be in force when we do not know from when: then it
 * is `unknown`, unless a later document is known to have replaced it.
 */
export function statusOn(
  document: LegalDocument,
  relations: readonly Relation[],
  on: LocalDate,
): StatusOnDate {
  const by = (kind: RelationKind) =>
    latest(
      relations.filter((r) => r.direction === 'back' && r.kind === kind),
      on,
    );
  const { effectiveOn, expiredOn } = document;
  const replacing = by('replaces');
  if (expiredOn !== null && expiredOn <= on)
    return { status: replacing ? 'replaced' : 'expired', by: replacing?.other ?? null, since: expiredOn };
  // Its end is known and lies ahead: until then a replacement in sight changes nothing.
  if (replacing && expiredOn === null)
    return { status: 'replaced', by: replacing.other, since: replacing.since ?? replacing.other.effectiveOn };
  if (effectiveOn === null) return { status: 'unknown', by: by('amends')?.other ?? null, since: null };
  if (on < effectiveOn) return { status: 'not_yet', by: null, since: null };
  const amending = by('amends');
  if (amending)
    return { status: 'amended', by: amending.other, since: amending.since ?? amending.other.effectiveOn };
  return { status: 'in_force', by: null, since: effectiveOn };
}

function latest(relations: readonly Relation[], on: LocalDate): Relation | undefined {
  const from = (relation: Relation) => relation.since ?? knownFrom(relation.other) ?? '';
  return relations.filter((r) => from(r) <= on).toSorted((a, b) => (from(a) < from(b) ? 1 : -1))[0];
}

/** Who stands behind a document, told by its number; a provincial one without a known mark is a department's. */
export function levelOf(document: Pick<LegalDocument, 'code' | 'province'>): DocumentLevel {
  const number = numberOf(document.code);
  if (document.province === null) return /-(CP|TTg)$|^\d+\/\d+\/QH/.test(number) ? 'government' : 'ministry';
  if (number.endsWith('-HĐND')) return 'provincial_council';
  return number.endsWith('-UBND') ? 'provincial_committee' : 'department';
}

/** The kinds a number allows: a decision may also carry a programme or guidance. */
export function kindsOfNumber(code: string): readonly LegalDocumentKind[] {
  switch (markOf(code)) {
    case 'nq':
      return ['resolution'];
    case 'qd':
      return ['decision', 'programme', 'guidance'];
    case 'kh':
      return ['programme'];
    case 'ct':
      return ['directive'];
    default:
      return ['guidance'];
  }
}

export interface Article {
  readonly id: string;
  readonly article: string;
  readonly clause: string | null;
  readonly point: string | null;
  readonly title: TwoLanguages;
  readonly verification: Verification;
}

const ALPHABET = 'aăâbcdđeêghiklmnoôơpqrstuưvxy';

/** In the order of the text: 2 before 10, a b c d đ e. */
export function compareArticles(a: Omit<Article, 'id' | 'title' | 'verification'>, b: typeof a): number {
  const part = (text: string | null) =>
    text === null
      ? [-1, 0]
      : /^\d+/.test(text)
        ? [Number.parseInt(text, 10), text.length]
        : [ALPHABET.indexOf(text[0]!.toLowerCase()), text.length];
  for (const name of ['article', 'clause', 'point'] as const) {
    const [x, y] = [part(a[name]), part(b[name])];
    const difference = x[0]! - y[0]! || x[1]! - y[1]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A document's dates must follow each other. */
export function checkDocumentDates(dates: {
  readonly issuedOn: LocalDate | null;
  readonly effectiveOn: LocalDate | null;
  readonly expiredOn: LocalDate | null;
}): 'document_effect_before_issue' | 'document_expiry_before_effect' | null {
  const { issuedOn, effectiveOn, expiredOn } = dates;
  if (issuedOn !== null && effectiveOn !== null && effectiveOn < issuedOn)
    return 'document_effect_before_issue';
  const start = effectiveOn ?? issuedOn;
  if (expiredOn !== null && start !== null && expiredOn <= start) return 'document_expiry_before_effect';
  return null;
}

/** The folder of the library's files in the file store, beside those of the provinces. */
export const LIBRARY_FILES = 'law';
