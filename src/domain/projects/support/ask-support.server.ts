import { yearOf, type FormFields, type LocalDate, type Result, type TaxCode } from '#kernel';
import { placeFactsFrom, type LawBook } from '#law';
import { keptLawBook, lawBookOn, loadLegalForms, loadSectors } from '#law/server';
import { inProvince, type Database } from '#platform/server';
import type { Commune, FoundCommune, OldUnit, Successor } from '#territory';
import { districtsOf, oldPlacesOf } from '#territory/server';
import { findPlace } from './find-place.server.ts';
import { dayOf, readAskedTaxCode, readSupportQuestion } from './read-support-question.ts';
import { supportAnswer, type SupportAnswer, type SupportStanding } from './support-answer.ts';
import type { SupportQuestion } from './support-question.ts';
import type { FoundStanding } from './support-standing.store.server.ts';

/** A question as typed: what was found for it, and the question and its answer once it is whole. */
export interface AskedSupport {
  readonly book: LawBook;
  readonly place: Result<Commune>;
  /** The old unit that was named, for a day on which it was there. */
  readonly old: OldUnit | null;
  /** Places to choose from where the one named is none, several, or no longer one. */
  readonly offered: readonly (FoundCommune | Successor)[];
  readonly question: Result<SupportQuestion>;
  readonly answer: SupportAnswer | null;
}

interface AskScope {
  readonly db: Database;
  readonly province: string;
  /** Tax codes of who is signed in: about these they may ask, personal numbers too. */
  readonly own?: readonly TaxCode[];
}

/** Reads a question of the public and answers it; nothing of it is kept. */
export async function askSupport(
  scope: AskScope,
  fields: FormFields,
  today: LocalDate,
): Promise<AskedSupport> {
  const on = dayOf(fields, today);
  const taxCode = readAskedTaxCode(fields['tax'] ?? '', scope.own ?? []);
  const asked = { on, today, taxCode: taxCode.ok ? taxCode.value : null };
  const { place, offered, old, standing } = await findPlace(scope, fields, asked);
  const book = await bookFor(scope, place.ok ? place.value.province.code : scope.province, on, standing);
  const codes = book.eligibility.ok ? book.eligibility.value : await catalogues(scope);
  const { legalForms, sectors } = codes;
  const { norms, conditions } = book;
  const known = { today, place, old, taxCode, legalForms, sectors, norms, conditions };
  const question = readSupportQuestion(fields, known);
  const found = { book, place, offered, old, question };
  if (!question.ok || standing === undefined) return { ...found, answer: null };
  const facts = await standingFor(scope, question.value, standing, book, today);
  return { ...found, answer: supportAnswer(question.value, book, facts) };
}

/** What is known beside the law. Old units are looked up only where a rule of the day asks about them. */
async function standingFor(
  scope: AskScope,
  question: SupportQuestion,
  { areas, money, past }: FoundStanding,
  book: LawBook,
  today: LocalDate,
): Promise<SupportStanding> {
  const { commune, on, old } = question;
  const named = { commune: commune.code, old: old?.id };
  const asksOld = book.eligibility.ok && book.eligibility.value.rules.place.old !== null;
  const asksDistrict = question.wishes.some(({ content }) =>
    book.conditions.some((one) => one.district !== null && one.contents.includes(content)),
  );
  // The country's old units are nobody's own: no transaction in a province is needed to read them.
  const places = asksOld || asksDistrict ? await oldPlacesOf(scope.db, named, on) : null;
  // Of the funds of this year; those of another province are not kept here.
  const told = commune.province.code === scope.province && yearOf(on) === yearOf(today);
  return {
    place: placeFactsFrom(commune, areas, asksOld ? places : null),
    district: asksDistrict && places !== null ? districtsOf(places) : null,
    past,
    money: told ? money : { national: 'not_known', local: 'not_known' },
  };
}

async function bookFor(
  scope: AskScope,
  province: string,
  on: LocalDate,
  standing: FoundStanding | undefined,
): Promise<LawBook> {
  const kept = standing && keptLawBook(standing.edition, province, on);
  return kept ?? inProvince(scope, (tx) => lawBookOn(tx, province, on));
}

/** On a day without rules the form still has its choices. */
async function catalogues(scope: AskScope) {
  return inProvince(scope, async (tx) => ({
    legalForms: await loadLegalForms(tx),
    sectors: await loadSectors(tx),
  }));
}
