import type { LocalDate } from '#kernel';
import { knownFrom, type LegalDocument, type Relation } from './document.ts';

export interface TimelineRow {
  readonly document: LegalDocument;
  /** What it is to the document of the page; `self` is that document. */
  readonly role: 'self' | 'amends' | 'replaces' | 'replaced' | 'amended' | 'consolidates';
  /** Begin and end on the axis, 0 to 100; null where nothing at all is known of its beginning. */
  readonly bar: { readonly from: number; readonly to: number } | null;
  /** The beginning is its day of effect; otherwise only when it was issued or numbered. */
  readonly exact: boolean;
  /** It goes on beyond the axis, or its end is not known. */
  readonly open: boolean;
}

export interface DocumentTimeline {
  readonly rows: readonly TimelineRow[];
  /** 1 January of each year, or of every other when they are many. */
  readonly years: readonly { readonly year: number; readonly at: number }[];
  readonly today: number;
}

const ROLES = {
  'back amends': 'amends',
  'back replaces': 'replaces',
  'back consolidates': 'consolidates',
  'forth replaces': 'replaced',
  'forth amends': 'amended',
} as const;

/** A document between those it replaced or amended and those that amended or replaced it, on one axis. */
export function documentTimeline(
  document: LegalDocument,
  relations: readonly Relation[],
  today: LocalDate,
): DocumentTimeline | null {
  const related = relations.flatMap((relation) => {
    const role = ROLES[`${relation.direction} ${relation.kind}` as keyof typeof ROLES];
    return role === undefined ? [] : [{ document: relation.other, role }];
  });
  const all = [{ document, role: 'self' as const }, ...related].toSorted((a, b) =>
    (knownFrom(a.document) ?? '9') < (knownFrom(b.document) ?? '9') ? -1 : 1,
  );
  const starts = all.map((row) => knownFrom(row.document)).filter((from) => from !== null);
  if (starts.length === 0) return null;
  const ends = all.flatMap((row) => row.document.expiredOn ?? []);
  const first = Number([...starts, ...ends].toSorted()[0]!.slice(0, 4));
  const last = Number([...starts, ...ends, today].toSorted().at(-1)!.slice(0, 4)) + 1;
  const at = (date: LocalDate) => round((100 * (yearsOf(date) - first)) / (last - first));
  const rows = all.map(({ document: one, role }): TimelineRow => {
    const from = knownFrom(one);
    const end = endOf(one, role === 'self' ? relations : []);
    return {
      document: one,
      role,
      bar:
        from === null ? null : { from: at(from), to: end === null ? 100 : Math.max(at(end), at(from) + 1) },
      exact: one.effectiveOn !== null,
      open: end === null,
    };
  });
  const step = Math.ceil((last - first) / 7);
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .map((year) => ({ year, at: at(`${year}-01-01` as LocalDate) }))
    // The last label needs room to its right.
    .filter(({ year, at: place }) => (year - first) % step === 0 && place < 90);
  return { rows, years, today: at(today) };
}

/** Its known end, or the earliest day a successor can have taken over. */
function endOf(document: LegalDocument, relations: readonly Relation[]): LocalDate | null {
  if (document.expiredOn !== null) return document.expiredOn;
  const successor = relations.find((r) => r.direction === 'back' && r.kind === 'replaces');
  return successor === undefined ? null : (successor.since ?? knownFrom(successor.other));
}

function yearsOf(date: LocalDate): number {
  const [year, month, day] = date.split('-').map(Number);
  return year! + (month! - 1) / 12 + (day! - 1) / 365;
}

const round = (share: number) => Math.round(share * 10) / 10;
