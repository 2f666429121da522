import { formatDong, type Dong, type Locale } from '#kernel';
import { documentTitle } from './citations.ts';
import type { Family } from './family.ts';
import { FINDINGS, PLACES, PRIORITIES, SIZES, STATUSES, VERDICTS } from './law-families.ts';

/** A rule applied to an applicant, as the law chapter gives it. */
export interface SaidFinding {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | bigint>>;
}

/** Names of the codes in a finding, from the catalogues, in the language of the page. */
export interface FindingNames {
  readonly legalForm: string;
  readonly sector: string;
}

export function findingSentence(finding: SaidFinding, names: FindingNames, locale: Locale): string {
  const { params } = finding;
  const shown: Record<string, string> = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? formatDong(value as Dong, locale) : String(value),
    ]),
  );
  if ('legalForm' in params) shown['legalForm'] = names.legalForm;
  if ('sector' in params) shown['sector'] = names.sector;
  if ('document' in params) shown['document'] = documentTitle(String(params['document']), locale);
  if ('class' in params) shown['class'] = word(SIZES, String(params['class']), locale);
  if ('commune' in params && 'province' in params)
    shown['place'] = word(PLACES, `${params['commune']}_${params['province']}`, locale);
  return FINDINGS[finding.code]?.(shown, { locale }) ?? finding.code;
}

export function priorityLabel(code: string, locale: Locale): string {
  return word(PRIORITIES, code, locale);
}

export function verdictLabel(verdict: string, locale: Locale): string {
  return word(VERDICTS, verdict, locale);
}

export function findingStatusLabel(status: string, locale: Locale): string {
  return word(STATUSES, status, locale);
}

function word(family: Family, code: string, locale: Locale): string {
  return family[code]?.({}, { locale }) ?? code;
}
