import { redirect } from '@sveltejs/kit';
import { beginForm, mayPlan, thisYearOfLine } from '#appraisal';
import { beginPlan, listPlans } from '#appraisal/server';
import { readForm, sumDong, todayIn, yearOf, type Locale } from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { failWith, textFields } from '../answer.ts';

/** Every plan of the province, newest year first. */
export async function loadPlansPage(cx: Context) {
  const plans = await inProvince(cx, (tx) => listPlans(tx, cx.province));
  const year = yearOf(todayIn(cx.now));
  return {
    years: [year + 1, year, year + 2],
    mayBuild: mayPlan(cx.actor, 'build'),
    plans: plans.map(({ id, year: of, no, procedure, state, forward, decision }) => ({
      ...{ id, year: of, no, procedure, state, decision },
      projects: forward?.lines.length ?? null,
      money: forward
        ? sumDong([...forward.lines.map(thisYearOfLine), ...forward.taken.map(({ amount }) => amount)])
        : null,
    })),
  };
}

export async function beginPlanFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(beginForm, fields);
  const name = m.plans_scenario_first({ no: '1' }, { locale });
  const begun = read.ok ? await beginPlan(cx, { ...read.value, name }) : read;
  if (!begun.ok) return failWith(begun.refusal, fields, locale);
  redirect(303, `/desk/plans/${begun.value.id}`);
}
