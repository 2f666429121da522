import { error, fail, redirect } from '@sveltejs/kit';
import { formatDate, isId, newId, readForm, todayIn, type FormFields, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { programmes } from '#programmes';
import { findRound, registrationTerm } from '#programmes/server';
import { mayMakeRegistration, mayReadRegistration, registrationForm, sumsOf } from '#projects';
import {
  candidatesFor,
  findRegistration,
  lastLetter,
  makeRegistration,
  MOST_CANDIDATES,
  registrationsOf,
} from '#projects/server';
import { sayRefusal, statusOf, textFields } from '../answer.ts';
import { download, EXCEL } from '../table-file.ts';
import { registrationLetterPdf, registrationTablePdf } from './registration-pdf.ts';
import { registrationBook } from './registration-book.ts';

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
      ...{ round, procedure, rows, fields, today, sums: sumsOf(rows), most: MOST_CANDIDATES },
      cut: rows.length >= MOST_CANDIDATES,
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

export async function makeRegistrationFromForm(
  cx: Context,
  locale: Locale,
  roundId: string,
  request: Request,
) {
  const data = await request.formData();
  const { chosen: _last, ...fields } = textFields(data);
  const chosen = data.getAll('chosen').filter((id): id is string => typeof id === 'string');
  const procedure = programmeIn(fields['procedure'] ?? null);
  const read = readForm(registrationForm, fields);
  const done = read.ok
    ? await makeRegistration(cx, { roundId, procedure, chosen: new Set(chosen), letter: read.value })
    : read;
  if (!done.ok) {
    if (statusOf(done.refusal) === 404) error(404, 'Not found');
    return fail(statusOf(done.refusal), { errors: sayRefusal(done.refusal, locale), fields, chosen });
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
  if (file === 'table.pdf')
    return download(registrationTablePdf(made, sample), 'application/pdf', `${name}, bảng.pdf`);
  if (file === 'letter.pdf')
    return download(registrationLetterPdf(made, sample), 'application/pdf', `${name}, công văn.pdf`);
  error(404, 'Not found');
}
