import { formatDong, type Dong, type Locale } from '#kernel';
import { m } from '#messages';
import type { Family } from './family.ts';

/** A sign of double support, as the projects chapter gives it. */
export interface SaidDuplicate {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | bigint>>;
}

const DUPLICATES = {
  no_other_support: m.projects_duplicate_no_other_support,
  same_content_same_year: m.projects_duplicate_same_content_same_year,
  same_content_under_way: m.projects_duplicate_same_content_under_way,
  same_content_before: m.projects_duplicate_same_content_before,
  same_machine: m.projects_duplicate_same_machine,
  same_quotation: m.projects_duplicate_same_quotation,
  same_quotation_of: m.projects_duplicate_same_quotation_of,
  same_quotation_elsewhere: m.projects_duplicate_same_quotation_elsewhere,
} as unknown as Family;

/**
 * The sentence of a sign of double support. Whose quotation another establishment used is for officers: an
 * applicant learns only that it was used.
 */
export function duplicateSentence(
  { code, params }: SaidDuplicate,
  reader: 'officer' | 'applicant',
  locale: Locale,
): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? formatDong(value as Dong, locale) : String(value),
    ]),
  );
  const others = code === 'same_quotation' && shown['name'] !== '';
  const said = !others ? code : reader === 'officer' ? 'same_quotation_of' : 'same_quotation_elsewhere';
  return DUPLICATES[said]?.(shown, { locale }) ?? code;
}
