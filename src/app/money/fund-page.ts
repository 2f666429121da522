import { error, redirect } from '@sveltejs/kit';
import { mayFund } from '#funds';
import { fundForm, openFund } from '#funds/server';
import { readForm, todayIn, yearOf, type Locale } from '#kernel';
import { listUnitsOf, type Context } from '#people/server';
import type { UnitKind } from '#people';
import { failWith, textFields } from '../answer.ts';

/** Who can be given a fund. */
const KINDS: readonly UnitKind[] = ['department', 'centre', 'cuc', 'people_committee'];

export async function loadFundPage(cx: Context) {
  if (!mayFund(cx.actor, 'open')) error(404, 'Not found');
  const units = await listUnitsOf(cx, { kinds: KINDS });
  return {
    units: units.ok
      ? units.value.filter((unit) => unit.validTo === null).map(({ id, name }) => ({ id, name }))
      : [],
    year: yearOf(todayIn(cx.now)),
  };
}

export async function openFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(fundForm, fields);
  const opened = read.ok ? await openFund(cx, read.value) : read;
  if (!opened.ok) return failWith(opened.refusal, fields, locale);
  redirect(303, `/desk/money?year=${opened.value.fiscalYear}#fund-${opened.value.id}`);
}
