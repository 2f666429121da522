import { formatDate, formatRate, percent, type Locale, type LocalDate } from '#kernel';
import type {
  DocumentLevel,
  DocumentStatus,
  LegalDocumentKind,
  Relation,
  Resting,
  RestingKind,
  StatusOnDate,
  TimelineRow,
  Verification,
} from '#law';
import { m } from '#messages';
import { documentTitle } from './citations.ts';
import type { Family } from './family.ts';
import {
  EVENTS,
  KINDS,
  LEVELS,
  RELATIONS,
  RESTING,
  SAID,
  SIZES,
  STATUSES,
  TIMELINE,
  VERIFICATIONS,
} from './library-families.ts';

const word = (family: Family, code: string, locale: Locale) => family[code]?.({}, { locale }) ?? code;

export const documentKindLabel = (kind: LegalDocumentKind, locale: Locale) => word(KINDS, kind, locale);
export const documentLevelLabel = (level: DocumentLevel, locale: Locale) => word(LEVELS, level, locale);
export const documentStatusLabel = (status: DocumentStatus, locale: Locale) => word(STATUSES, status, locale);
export const verificationLabel = (one: Verification, locale: Locale) => word(VERIFICATIONS, one, locale);
export const restingKindLabel = (kind: RestingKind, locale: Locale) => word(RESTING, kind, locale);
export const timelineRoleLabel = (role: TimelineRow['role'], locale: Locale) => word(TIMELINE, role, locale);
export const libraryEventLabel = (kind: string, locale: Locale) =>
  word(EVENTS, kind.replace(/^law_document\./, ''), locale);

export function relationLabel(
  { direction, kind }: Pick<Relation, 'direction' | 'kind'>,
  locale: Locale,
): string {
  return word(RELATIONS, `${direction}_${kind}`, locale);
}

/** How a document stands on a day, in a sentence; what is not known is said. */
export function documentStatusSentence(
  answer: StatusOnDate,
  effectiveOn: LocalDate | null,
  on: LocalDate,
  locale: Locale,
): string {
  const { status, by, since } = answer;
  const from = status === 'not_yet' ? effectiveOn : since;
  const undated = from === null && (status === 'amended' || status === 'replaced');
  const shown = {
    on: formatDate(on),
    from: from === null ? '' : formatDate(from),
    by: by === null ? '' : documentTitle(by.code, locale),
  };
  return SAID[undated ? `${status}_undated` : status]?.(shown, { locale }) ?? status;
}

/** "Điều 6 khoản 2 điểm a". */
export function placeLabel(
  place: { readonly article: string; readonly clause: string | null; readonly point: string | null },
  locale: Locale,
): string {
  const { article, clause, point } = place;
  if (clause === null) return m.library_article({ article }, { locale });
  if (point === null) return m.library_article_clause({ article, clause }, { locale });
  return m.library_article_point({ article, clause, point }, { locale });
}

/** The name of a thing that rests on a document; catalogues without names of their own get one here. */
export function restingName(thing: Resting, provinceName: string, locale: Locale): string {
  switch (thing.kind) {
    case 'norm_set':
      return thing.province === null
        ? m.library_norm_set_national({}, { locale })
        : m.library_norm_set_local({ province: provinceName }, { locale });
    case 'eligibility':
      return m.library_eligibility_rules({}, { locale });
    case 'enterprise_size':
      return word(SIZES, thing.id, locale);
    case 'advance_rule':
      return m.library_advance_of({ percent: formatRate(percent(thing.name.vi), locale) }, { locale });
    default:
      return thing.name[locale];
  }
}
