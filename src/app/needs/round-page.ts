import { error, redirect } from '@sveltejs/kit';
import { isId, newId, parseLocalDate, readForm, todayIn, yearOf, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { mayKeepRounds, roundForm } from '#programmes';
import { changeRound, findRound, openRound } from '#programmes/server';
import { failWith, textFields } from '../answer.ts';

export function loadNewRound(cx: Context) {
  if (!mayKeepRounds(cx.actor)) error(404, 'Not found');
  return { fields: { fiscalYear: String(yearOf(todayIn(cx.now)) + 1) } };
}

export async function openRoundFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(roundForm, fields);
  const done = read.ok ? await openRound(cx, read.value) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/needs?round=${done.value.id}&said=round`);
}

export async function loadRound(cx: Context, id: string, url: URL) {
  const round = await inProvince(cx, (tx) => findRound(tx, cx.province, isId(id) ? id : newId()));
  if (!round || !mayKeepRounds(cx.actor)) error(404, 'Not found');
  return { round, said: url.searchParams.get('said') };
}

export async function changeRoundFromForm(
  cx: Context,
  locale: Locale,
  id: string,
  request: Request,
  what: 'extend' | 'close' | 'reopen',
) {
  const fields = textFields(await request.formData());
  const revision = Number(fields['revision']);
  const closesOn = what === 'extend' ? parseLocalDate(fields['closesOn'] ?? '') : undefined;
  if (closesOn && !closesOn.ok) return failWith({ ...closesOn.refusal, field: 'closesOn' }, fields, locale);
  const done = await changeRound(cx, {
    id,
    revision,
    ...(closesOn?.ok ? { closesOn: closesOn.value } : { closed: what === 'close' }),
  });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/needs/rounds/${id}?said=saved`);
}
