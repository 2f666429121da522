import { ok, refuse, yearOf, type FormFields, type LocalDate, type Result, type TaxCode } from '#kernel';
import type { LawBook } from '#law';
import { keptLawBook, lawBookOn, loadLegalForms, loadSectors } from '#law/server';
import { inProvince, type Database, type Tx } from '#platform/server';
import type { Commune, FoundCommune, Successor } from '#territory';
import { communeDay, searchCommunes, successorsOf } from '#territory/server';
import { dayOf, readAskedTaxCode, readSupportQuestion } from './read-support-question.ts';
import { supportAnswer, type SupportAnswer, type SupportStanding } from './support-answer.ts';
import type { SupportQuestion } from './support-question.ts';
import { supportStanding, type FoundStanding } from './support-standing.store.server.ts';

/** A question as typed: what was found for it, and the question and its answer once it is whole. */
export interface AskedSupport {
  readonly book: LawBook;
  readonly place: Result<Commune>;
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

const MOST_OFFERED = 8;

/** Reads a question of the public and answers it; nothing of it is kept. */
export async function askSupport(
  scope: AskScope,
  fields: FormFields,
  today: LocalDate,
): Promise<AskedSupport> {
  const on = dayOf(fields, today);
  const taxCode = readAskedTaxCode(fields['tax'] ?? '', scope.own ?? []);
  const asked = { on, today, taxCode: taxCode.ok ? taxCode.value : null };
  const { place, offered, standing } = await findPlace(scope, fields, asked);
  const book = await bookFor(scope, place.ok ? place.value.province.code : scope.province, on, standing);
  const codes = book.eligibility.ok ? book.eligibility.value : await catalogues(scope);
  const { legalForms, sectors } = codes;
  const question = readSupportQuestion(fields, {
    today,
    place,
    taxCode,
    legalForms,
    sectors,
    norms: book.norms,
  });
  if (!question.ok || standing === undefined) return { book, place, offered, question, answer: null };
  const known = knownFor(question.value, standing, scope.province, today);
  return { book, place, offered, question, answer: supportAnswer(question.value, book, known) };
}

/** Of the funds of this year; those of another province are not kept here. */
function knownFor(
  { commune, on }: SupportQuestion,
  { area, money, past }: FoundStanding,
  province: string,
  today: LocalDate,
): SupportStanding {
  const told = commune.province.code === province && yearOf(on) === yearOf(today);
  return { area, past, money: told ? money : { national: 'not_known', local: 'not_known' } };
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

interface Found extends Pick<AskedSupport, 'place' | 'offered'> {
  /** What is known of the place that was found. */
  readonly standing?: FoundStanding;
}

/** By its code, else by any name it has or had; a place that ended offers what it became. */
async function findPlace(
  scope: AskScope,
  fields: FormFields,
  asked: { readonly on: LocalDate; readonly today: LocalDate; readonly taxCode: TaxCode | null },
): Promise<Found> {
  const code = (fields['place'] ?? '').trim();
  const name = (fields['q'] ?? '').trim().slice(0, 100);
  const standingAt = (commune: string) =>
    supportStanding(scope, { ...asked, commune, communeOn: communeDay(asked.on) });
  // A name typed over what was chosen before is a new question.
  if (code !== '' && (name === '' || name === fields['for'])) {
    const standing = await standingAt(code);
    if (standing.commune !== undefined) return { place: ok(standing.commune), offered: [], standing };
    const became = await inProvince(scope, (tx) => successorsOf(tx, code, asked.today));
    return became.length > 0
      ? { place: refuse('support_place_has_become'), offered: became }
      : { place: refuse('commune_is_unknown', { code }), offered: [] };
  }
  const found = await inProvince(scope, (tx) => searchPlace(tx, scope.province, name, asked.today));
  return found.place.ok ? { ...found, standing: await standingAt(found.place.value.code) } : found;
}

async function searchPlace(tx: Tx, province: string, name: string, today: LocalDate): Promise<Found> {
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
