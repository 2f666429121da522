import {
  ok,
  parseAmount,
  parseLocalDate,
  parseShare,
  refuse,
  refuseAll,
  type Dong,
  type Rate,
  type FormFields,
  type LocalDate,
  type Refusal,
  parseTaxCode,
  taxCodeKind,
  type Result,
  type TaxCode,
} from '#kernel';
import { normSetOn, sectorOf, type ContentCondition, type LegalForm, type NormBook, type Sector } from '#law';
import type { Commune, OldUnit } from '#territory';
import { readWishes, type Wrong } from './read-wishes.ts';
import { supportTraits, type SupportQuestion } from './support-question.ts';

/** What the codes of a question mean, and the place that was found for it. */
export interface QuestionBackground {
  readonly today: LocalDate;
  readonly place: Result<Commune>;
  readonly old: OldUnit | null;
  readonly taxCode: Result<TaxCode | null>;
  readonly legalForms: ReadonlyMap<string, LegalForm>;
  readonly sectors: ReadonlyMap<string, Sector>;
  readonly norms: NormBook;
  readonly conditions: readonly ContentCondition[];
}

/** The day a question is asked about: the one named, else today. Misread dates are refused by `readSupportQuestion`. */
export function dayOf(fields: FormFields, today: LocalDate): LocalDate {
  const read = parseLocalDate(fields['on'] ?? '');
  return read.ok ? read.value : today;
}

/** Several values under one name, as `want=MM-01&want=NH-01` are brought together. */
export function wantedIn(fields: FormFields): readonly string[] {
  return [...new Set((fields['want'] ?? '').split(',').map((code) => code.trim()))].filter((c) => c !== '');
}

/**
 * The tax code whose past awards are asked for. A personal number tells who somebody is, so the public may not
 * ask about one; who is signed in may ask about their `own`.
 */
export function readAskedTaxCode(text: string, own: readonly TaxCode[]): Result<TaxCode | null> {
  if (text.trim() === '') return ok(null);
  const read = parseTaxCode(text);
  if (read.ok && taxCodeKind(read.value) === 'person' && !own.includes(read.value))
    return refuse('support_tax_code_is_personal');
  return read;
}

/** Reads the question, or answers everything that is wrong with it, each beside its field. */
export function readSupportQuestion(fields: FormFields, known: QuestionBackground): Result<SupportQuestion> {
  const found: Refusal[] = [];
  const wrong = (field: string, code: string, params: Refusal['params'] = {}) =>
    void found.push(refuse(code, params, field).refusal);
  const typed = (name: string) => (fields[name] ?? '').trim();
  const amount = (name: string): Dong | null => {
    if (typed(name) === '') return null;
    const read = parseAmount(typed(name));
    if (read.ok) return read.value;
    wrong(name, read.refusal.code, read.refusal.params);
    return null;
  };

  const on = readDay(typed('on'), known, wrong);
  if (!known.place.ok) found.unshift({ field: 'place', ...known.place.refusal });
  const legalForm = typed('form');
  if (legalForm === '') wrong('form', 'choice_is_missing');
  else if (!known.legalForms.has(legalForm)) wrong('form', 'legal_form_is_unknown');
  const named = sectorOf(typed('sector'), known.sectors, on);
  if (!named.ok) wrong('sector', named.refusal.code, named.refusal.params);
  const sector = named.ok ? named.value.code : '';
  const employees = readCount(typed('employees'), wrong);
  const revenue = amount('revenue');
  const capital = amount('capital');
  const localMaterialShare = readShare(typed('material'), wrong);
  const cost = (name: string): Dong | null => {
    if (name.startsWith('cost.') && typed(name) === '') wrong(name, 'amount_is_empty');
    return amount(name);
  };
  const wishes = readWishes({ wanted: wantedIn(fields), sector, on, fields, amount: cost }, known, wrong);
  if (!known.taxCode.ok) found.push({ ...known.taxCode.refusal, field: 'tax' });
  if (!known.place.ok || !known.taxCode.ok || found.length > 0) return refuseAll(found);

  const traits = Object.fromEntries(supportTraits.map(([name, trait]) => [trait, isTicked(typed(name))]));
  const numberOf = (name: string) => typed(name).slice(0, 120) || null;
  return ok({
    on,
    commune: known.place.value,
    old: known.old === null ? null : { id: known.old.id, name: known.old.name },
    applicant: {
      ...(traits as Record<(typeof supportTraits)[number][1], boolean>),
      legalForm,
      sector,
      employees,
      revenue,
      capital,
      localMaterialShare,
      craftVillageDecision: numberOf('decision'),
      typicalProductCertificate: numberOf('certificate'),
    },
    wishes,
    taxCode: known.taxCode.value,
  });
}

const isTicked = (text: string) => text === 'on' || text === 'true' || text === '1';

function readDay(text: string, known: QuestionBackground, wrong: Wrong): LocalDate {
  if (text === '') return known.today;
  const read = parseLocalDate(text);
  if (!read.ok) {
    wrong('on', read.refusal.code, read.refusal.params);
    return known.today;
  }
  const set = normSetOn(known.norms.sets, 'national', '', read.value);
  if (set.ok) return read.value;
  wrong('on', set.refusal.code, set.refusal.params);
  // What else is said is not measured by a day without rules.
  return known.today;
}

function readCount(text: string, wrong: Wrong): number {
  const digits = text.replaceAll(/[\s.]/g, '');
  if (digits === '') wrong('employees', 'field_is_empty');
  else if (!/^\d{1,6}$/.test(digits)) wrong('employees', 'count_is_not_a_number', { text });
  return Number(digits) || 0;
}

function readShare(text: string, wrong: Wrong): Rate | null {
  if (text === '') return null;
  const read = parseShare(text);
  if (read.ok) return read.value;
  wrong('material', read.refusal.code, read.refusal.params);
  return null;
}
