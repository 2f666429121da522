import { error, fail, redirect } from '@sveltejs/kit';
import { isId, newId, refuse, todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { isOpenFor, mayImportNeeds, MOST_ROWS } from '#programmes';
import { findImport, findRound, importNeeds, takeRightRows } from '#programmes/server';
import { refusalSentence } from '#text';
import { failWith, fileField, sayRefusal } from '../answer.ts';
import { download, EXCEL } from '../table-file.ts';
import { communeOptions, contentOptions } from './need-choices.ts';
import { columnLetter, columnTitle, needTemplate, readNeedBook, rejectedBook } from './need-book.ts';

/** So many faults the page names; the book of wrong rows has all. */
const MOST_FAULTS = 500;

async function roundOf(cx: Context, id: string) {
  const round = await inProvince(cx, (tx) => findRound(tx, cx.province, isId(id) ? id : newId()));
  if (!round || !mayImportNeeds(cx.actor)) error(404, 'Not found');
  return round;
}

export async function loadNeedImport(cx: Context, roundId: string) {
  const round = await roundOf(cx, roundId);
  return { round, open: isOpenFor(cx.actor, round, todayIn(cx.now)), most: MOST_ROWS };
}

export async function needTemplateFile(cx: Context, locale: Locale, roundId: string) {
  const round = await roundOf(cx, roundId);
  const codes = await inProvince(cx, async (tx) => ({
    contents: await contentOptions(tx, cx.province, locale),
    communes: await communeOptions(tx, cx),
  }));
  return download(await needTemplate(codes), EXCEL, `Mẫu nhu cầu ${round.fiscalYear}.xlsx`);
}

export async function importNeedsFromForm(cx: Context, locale: Locale, roundId: string, request: Request) {
  const round = await roundOf(cx, roundId);
  const file = await fileField(await request.formData(), 'file');
  const read = file ? await readNeedBook(file.bytes) : refuse('need_book_is_missing', {}, 'file');
  const done = read.ok
    ? await importNeeds(cx, { roundId: round.id, fileName: file!.name.slice(0, 200), ...read.value })
    : read;
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `/desk/needs/imports/${done.value.id}`);
}

/** An import is its sender's alone. */
async function importOf(cx: Context, id: string) {
  const found = await inProvince(cx, async (tx) => {
    const book = await findImport(tx, cx, isId(id) ? id : newId());
    const round = book && (await findRound(tx, cx.province, book.roundId));
    return book && round && { book, round };
  });
  if (!found || found.book.createdBy !== cx.actor.accountId) error(404, 'Not found');
  return found;
}

export async function loadImportResult(cx: Context, locale: Locale, id: string) {
  const { book, round } = await importOf(cx, id);
  const { fileName, sheet, rowCount, wrongCount, takenCount, faults } = book;
  return {
    ...{ id: book.id, round, fileName, sheet, rowCount, wrongCount, takenCount },
    faultCount: faults.length,
    faults: faults.slice(0, MOST_FAULTS).map(({ row, column, code, params }) => ({
      row,
      column: `${columnLetter(column)}: ${columnTitle(column)}`,
      what: refusalSentence({ code, params }, locale),
    })),
  };
}

export async function takeRightRowsFromForm(cx: Context, locale: Locale, id: string) {
  const done = await takeRightRows(cx, isId(id) ? id : newId());
  if (done.ok) redirect(303, `/desk/needs/imports/${id}`);
  if (done.refusal.code === 'need_import_was_taken')
    return fail(422, { errors: sayRefusal(done.refusal, locale), fields: {} });
  return failWith(done.refusal, {}, locale);
}

/** The rows that were not taken in, as they came, each with what is wrong with it. */
export async function rejectedRowsFile(cx: Context, locale: Locale, id: string) {
  const { book, round } = await importOf(cx, id);
  const said = new Map<number, string[]>();
  for (const { row, column, code, params } of book.faults) {
    const sentence = `${columnTitle(column)}: ${refusalSentence({ code, params }, locale)}`;
    said.set(row, [...(said.get(row) ?? []), sentence]);
  }
  const rows = book.rows.filter(({ row }) => said.has(row));
  if (rows.length === 0) error(404, 'Not found');
  const bytes = await rejectedBook(rows, (row) => (said.get(row) ?? []).join(' '));
  return download(bytes, EXCEL, `Nhu cầu ${round.fiscalYear}, các dòng sai.xlsx`);
}
