import { error, fail, redirect } from '@sveltejs/kit';
import { formatDate, isId, newId, readForm, todayIn, type FormFields, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { programmes } from '#programmes';
import { findRound, registrationTerm } from '#programmes/server';
import {
  mayMakeRegistration,
  mayReadRegistration,
  registrationForm,
  sumsOf,
  type RegistrationRow,
} from '#projects';
import {
  candidatesFor,
  closedProjects,
  fingerprintOf,
  findRegistration,
  lastLetter,
  makeRegistration,
  registrationsOf,
} from '#projects/server';
import { sayRefusal, statusOf, textFields } from '../answer.ts';
import { download, EXCEL } from '../table-file.ts';
import { candidatesBook, registrationBook } from './registration-book.ts';
import { MOST_PDF_ROWS, registrationLetterPdf, registrationTablePdf } from './registration-pdf.ts';
import { registrationLetterWord } from './registration-word.ts';

/** Rows with their ticks on one page. */
const PAGE = 200;

const programmeIn = (text: string | null) => programmes.find((one) => one === text) ?? 'national';

/** What may be registered for a round and programme, its term, and what was made so far. */
export async function loadRegistration(cx: Context, roundId: string, url: URL) {
  if (!mayReadRegistration(cx.actor)) error(404, 'Not found');
  const procedure = programmeIn(url.searchParams.get('procedure'));
  const today = todayIn(cx.now);
  const page = await inProvince(cx, async (tx) => {
    const round = await findRound(tx, cx.province, isId(roundId) ? roundId : newId());
    if (!round) return undefined;
    const rows = await candidatesFor(tx, cx, round, procedure);
    const letter = await lastLetter(tx, cx.province, procedure);
    const fields: FormFields = {
      sender: letter?.sender ?? cx.actor.memberships[0]?.unitName ?? '',
      ...{ number: '', date: formatDate(today), to: letter?.to ?? '', signer: letter?.signer ?? '' },
      ...{ past: '', present: '', goals: '' },
    };
    return {
      ...{ round, procedure, fields, today, sums: sumsOf(rows), seen: fingerprintOf(rows) },
      ...pageOf(rows, url.searchParams.get('page')),
      closed: await closedProjects(tx, cx),
      mostPdf: MOST_PDF_ROWS,
      term: (await registrationTerm(tx, cx.province, procedure, round.fiscalYear)) ?? null,
      made: (await registrationsOf(tx, cx.province, round.id, procedure)).map((one) => ({
        ...one,
        madeOn: todayIn(one.madeAt),
      })),
      mayMake: mayMakeRegistration(cx.actor),
      said: url.searchParams.get('made'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** One page of the rows. All of them are read for the sums anyway: some thousand of a province's year. */
function pageOf(rows: readonly RegistrationRow[], asked: string | null) {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(asked)) || 1));
  const from = (page - 1) * PAGE;
  return { rows: rows.slice(from, from + PAGE), page, pages, from: from + 1 };
}

/** The rows of a form that are left out: those of other pages as before, those of this one by their ticks. */
function leftOut(data: FormData): string[] {
  const all = (name: string) => data.getAll(name).filter((id): id is string => typeof id === 'string');
  const chosen = new Set(all('chosen'));
  return [...new Set([...all('left'), ...all('shown').filter((id) => !chosen.has(id))])];
}

function typedIn(data: FormData): FormFields {
  const { chosen: _chosen, left: _left, shown: _shown, ...fields } = textFields(data);
  return fields;
}

/** Another page of the rows is shown; what was typed and left out goes along. */
export async function turnRegistrationPage(request: Request) {
  const data = await request.formData();
  return { errors: [], fields: typedIn(data), left: leftOut(data) };
}

export async function makeRegistrationFromForm(
  cx: Context,
  locale: Locale,
  roundId: string,
  request: Request,
) {
  const data = await request.formData();
  const fields = typedIn(data);
  const left = leftOut(data);
  const chosen = { left: new Set(left), seen: fields['seen'] ?? '' };
  const procedure = programmeIn(fields['procedure'] ?? null);
  const read = readForm(registrationForm, fields);
  const done = read.ok
    ? await makeRegistration(cx, { roundId, procedure, chosen, letter: read.value })
    : read;
  if (!done.ok) {
    if (statusOf(done.refusal) === 404) error(404, 'Not found');
    return fail(statusOf(done.refusal), { errors: sayRefusal(done.refusal, locale), fields, left });
  }
  redirect(303, `/desk/needs/rounds/${roundId}/registration?procedure=${procedure}&made=${done.value.no}`);
}

/** The table as a book or on paper, or the letter, as they were frozen. */
export async function registrationFile(cx: Context, sample: boolean, id: string, file: string) {
  const made = mayReadRegistration(cx.actor)
    ? await inProvince(cx, (tx) => findRegistration(tx, cx.province, isId(id) ? id : newId()))
    : undefined;
  if (!made) error(404, 'Not found');
  const name = `Đăng ký khuyến công ${made.content.fiscalYear}, bản ${made.no}`;
  if (file === 'table.xlsx') return download(await registrationBook(made), EXCEL, `${name}.xlsx`);
  if (file === 'table.pdf' && made.count <= MOST_PDF_ROWS)
    return download(registrationTablePdf(made, sample), 'application/pdf', `${name}, bảng.pdf`);
  if (file === 'letter.docx')
    return download(await registrationLetterWord(made, sample), WORD, `${name}, công văn.docx`);
  if (file === 'letter.pdf')
    return download(registrationLetterPdf(made, sample), 'application/pdf', `${name}, công văn.pdf`);
  error(404, 'Not found');
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** All that may be registered, before anybody chose. */
export async function candidatesFile(cx: Context, roundId: string, url: URL) {
  if (!mayReadRegistration(cx.actor)) error(404, 'Not found');
  const procedure = programmeIn(url.searchParams.get('procedure'));
  const found = await inProvince(cx, async (tx) => {
    const round = await findRound(tx, cx.province, isId(roundId) ? roundId : newId());
    return round && { round, rows: await candidatesFor(tx, cx, round, procedure) };
  });
  if (!found) error(404, 'Not found');
  const { round, rows } = found;
  const book = await candidatesBook({ procedure, fiscalYear: round.fiscalYear, round: round.name, rows });
  return download(book, EXCEL, `Có thể đăng ký khuyến công ${round.fiscalYear}.xlsx`);
}
