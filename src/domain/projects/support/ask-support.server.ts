import { refuse, yearOf, ok, type FormFields, type LocalDate, type Result } from '#kernel';
import type { Fund, LawBook } from '#law';
import { lawBookOn, loadLegalForms, loadSectors, placeFacts } from '#law/server';
import { fundSummaries } from '#funds/server';
import { inProvince, type Database, type Tx } from '#platform/server';
import { REFORM_DAY, type Commune, type FoundCommune, type OldUnit, type Successor } from '#territory';
import { communeKeptFor, oldDistrictsOf, oldUnitOf, searchCommunes, successorsOf } from '#territory/server';
import { dayOf, readSupportQuestion } from './read-support-question.ts';
import { supportAnswer, type MoneyLeft, type SupportAnswer } from './support-answer.ts';
import type { SupportQuestion } from './support-question.ts';

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

const MOST_OFFERED = 8;

/** Reads a question of the public and answers it; nothing is kept, nobody is looked up. */
export async function askSupport(
  scope: { readonly db: Database; readonly province: string },
  fields: FormFields,
  today: LocalDate,
): Promise<AskedSupport> {
  return inProvince(scope, async (tx) => {
    const on = dayOf(fields, today);
    const { place, offered, old } = await findPlace(tx, scope.province, fields, on, today);
    const book = await lawBookOn(tx, place.ok ? place.value.province.code : scope.province, on);
    const question = readSupportQuestion(fields, {
      today,
      place,
      old,
      legalForms: book.eligibility.ok ? book.eligibility.value.legalForms : await loadLegalForms(tx),
      sectors: book.eligibility.ok ? book.eligibility.value.sectors : await loadSectors(tx),
      norms: book.norms,
      conditions: book.conditions,
    });
    if (!question.ok) return { book, place, offered, old, question, answer: null };
    const standing = {
      place: await placeFacts(tx, { commune: question.value.commune, old: old?.id }, on, rulesOf(book)),
      district: await districtAsked(tx, question.value, book),
      money: await moneyLeft(tx, question.value, scope.province, today),
    };
    return { book, place, offered, old, question, answer: supportAnswer(question.value, book, standing) };
  });
}

type Found = Pick<AskedSupport, 'place' | 'offered' | 'old'>;

const found = (
  place: Result<Commune>,
  offered: Found['offered'] = [],
  old: OldUnit | null = null,
): Found => ({
  place,
  offered,
  old,
});

/** By its code, else by any name it has or had; a place that ended offers what it became. */
async function findPlace(
  tx: Tx,
  province: string,
  fields: FormFields,
  on: LocalDate,
  today: LocalDate,
): Promise<Found> {
  const code = (fields['place'] ?? '').trim();
  const name = (fields['q'] ?? '').trim().slice(0, 100);
  // A name typed over what was chosen before is a new question.
  if (code !== '' && (name === '' || name === fields['for'])) return findByCode(tx, code, on, today);
  if (name === '') return found(refuse('support_place_is_missing'));
  const options = { on: today, limit: MOST_OFFERED };
  const own = await searchCommunes(tx, name, { ...options, province });
  const hits = own.length > 0 ? own : await searchCommunes(tx, name, options);
  const [only] = hits;
  if (only === undefined) return found(refuse('support_place_is_not_found', { text: name }));
  return hits.length === 1 && only.matched === 'name'
    ? found(ok(only.commune))
    : found(refuse('support_place_is_one_of', { text: name, count: hits.length }), hits);
}

async function findByCode(tx: Tx, code: string, on: LocalDate, today: LocalDate): Promise<Found> {
  const commune = await communeKeptFor(tx, code, on);
  if (commune !== undefined) return found(ok(commune));
  const became = await successorsOf(tx, code, today);
  const [first] = became;
  if (first === undefined) return found(refuse('commune_is_unknown', { code }));
  const old = on < REFORM_DAY ? await oldUnitOf(tx, code) : undefined;
  // Asked about a day on which the old commune was there: it is what the rules look at.
  const kept = old?.level === 'commune' ? await communeKeptFor(tx, first.commune.code, on) : undefined;
  return old === undefined || kept === undefined
    ? found(refuse('support_place_has_become'), became)
    : found(ok(kept), [], old);
}

function rulesOf(book: LawBook) {
  return book.eligibility.ok ? book.eligibility.value.rules : null;
}

/** The districts that the place lay in, where a condition of something wanted asks about them. */
async function districtAsked(tx: Tx, question: SupportQuestion, book: LawBook): Promise<string | null> {
  const { commune, old, on, wishes } = question;
  const asks = wishes.some(({ content }) =>
    book.conditions.some((one) => one.district !== null && one.contents.includes(content)),
  );
  return asks ? oldDistrictsOf(tx, { commune: commune.code, old: old?.id }, on) : null;
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
