import { refuse, yearOf, ok, type FormFields, type LocalDate, type Result } from '#kernel';
import type { Area, Fund, LawBook } from '#law';
import { lawBookOn, loadLegalForms, loadSectors } from '#law/server';
import { fundSummaries } from '#funds/server';
import { inProvince, type Database, type Tx } from '#platform/server';
import type { Commune, FoundCommune, Successor } from '#territory';
import { areaOf, communeKeptFor, searchCommunes, successorsOf } from '#territory/server';
import { dayOf, readSupportQuestion } from './read-support-question.ts';
import { supportAnswer, type MoneyLeft, type SupportAnswer } from './support-answer.ts';
import type { SupportQuestion } from './support-question.ts';

/** A question as typed: what was found for it, and the question and its answer once it is whole. */
export interface AskedSupport {
  readonly book: LawBook;
  readonly place: Result<Commune>;
  /** Places to choose from where the one named is none, several, or no longer one. */
  readonly offered: readonly (FoundCommune | Successor)[];
  readonly question: Result<SupportQuestion>;
  readonly answer: SupportAnswer | null;
}

const MOST_OFFERED = 8;

/** Reads a question of the public and answers it; nothing is kept, nobody is looked up. */
export async function askSupport(
  scope: { readonly db: Database; readonly province: string },
  fields: FormFields,
  today: LocalDate,
): Promise<AskedSupport> {
  return inProvince(scope, async (tx) => {
    const on = dayOf(fields, today);
    const { place, offered } = await findPlace(tx, scope.province, fields, on, today);
    const book = await lawBookOn(tx, place.ok ? place.value.province.code : scope.province, on);
    const question = readSupportQuestion(fields, {
      today,
      place,
      legalForms: book.eligibility.ok ? book.eligibility.value.legalForms : await loadLegalForms(tx),
      sectors: book.eligibility.ok ? book.eligibility.value.sectors : await loadSectors(tx),
      norms: book.norms,
    });
    if (!question.ok) return { book, place, offered, question, answer: null };
    const standing = {
      area: await areaListed(tx, question.value),
      money: await moneyLeft(tx, question.value, scope.province, today),
    };
    return { book, place, offered, question, answer: supportAnswer(question.value, book, standing) };
  });
}

/** By its code, else by any name it has or had; a place that ended offers what it became. */
async function findPlace(
  tx: Tx,
  province: string,
  fields: FormFields,
  on: LocalDate,
  today: LocalDate,
): Promise<Pick<AskedSupport, 'place' | 'offered'>> {
  const code = (fields['place'] ?? '').trim();
  const name = (fields['q'] ?? '').trim().slice(0, 100);
  // A name typed over what was chosen before is a new question.
  if (code !== '' && (name === '' || name === fields['for'])) {
    const commune = await communeKeptFor(tx, code, on);
    if (commune !== undefined) return { place: ok(commune), offered: [] };
    const became = await successorsOf(tx, code, today);
    return became.length > 0
      ? { place: refuse('support_place_has_become'), offered: became }
      : { place: refuse('commune_is_unknown', { code }), offered: [] };
  }
  if (name === '') return { place: refuse('support_place_is_missing'), offered: [] };
  const options = { on: today, limit: MOST_OFFERED };
  const own = await searchCommunes(tx, name, { ...options, province });
  const found = own.length > 0 ? own : await searchCommunes(tx, name, options);
  const [only] = found;
  if (only === undefined) return { place: refuse('support_place_is_not_found', { text: name }), offered: [] };
  return found.length === 1 && only.matched === 'name'
    ? { place: ok(only.commune), offered: [] }
    : { place: refuse('support_place_is_one_of', { text: name, count: found.length }), offered: found };
}

/** On no list: perhaps only because no list was brought in, so that papers may still show it. */
async function areaListed(tx: Tx, { commune, on }: SupportQuestion): Promise<Area | null> {
  const area = await areaOf(tx, commune.code, on);
  return area === 'normal' ? null : area;
}

/** Of the funds of this year; those of another province are not kept here. */
async function moneyLeft(
  tx: Tx,
  { commune, on }: SupportQuestion,
  province: string,
  today: LocalDate,
): Promise<Readonly<Record<Fund, MoneyLeft>>> {
  if (commune.province.code !== province || yearOf(on) !== yearOf(today))
    return { national: 'not_known', local: 'not_known' };
  const summaries = await fundSummaries(tx, yearOf(today));
  const left = (procedure: 'national' | 'provincial'): MoneyLeft => {
    const own = summaries.filter(({ fund }) => fund.procedure === procedure);
    if (own.length === 0) return 'no_fund';
    const open = own.filter(({ fund }) => fund.closedOn === null);
    return open.some(({ balances }) => balances.appropriated > 0n) ? 'left' : 'none';
  };
  return { national: left('national'), local: left('provincial') };
}
