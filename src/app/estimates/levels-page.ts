import { redirect } from '@sveltejs/kit';
import { todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { procedureKinds } from '#law';
import { allLevels, dropLevel, maySetLevels, rulesFor, setLevel } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

/** The levels the province has set, and which roles can have one. */
export async function loadLevels(cx: Context, url: URL) {
  const today = todayIn(cx.now);
  return inProvince(cx, async (tx) => {
    const approvers = new Set<string>();
    for (const kind of procedureKinds) {
      const rules = await rulesFor(tx, cx.province, kind, today);
      if (rules.ok)
        for (const role of rules.value.ruleOf('approve_estimate')?.roles ?? []) approvers.add(role);
    }
    return {
      levels: await allLevels(tx, cx.province),
      approvers: [...approvers],
      today,
      maySet: maySetLevels(cx.actor),
      said: url.searchParams.get('said'),
    };
  });
}

export async function setLevelFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const done = await setLevel(cx, fields);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, '/desk/estimates/levels?said=added');
}

export async function dropLevelFromForm(cx: Context, locale: Locale, request: Request) {
  const done = await dropLevel(cx, textFields(await request.formData()));
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, '/desk/estimates/levels?said=dropped');
}
