import { fail, redirect } from '@sveltejs/kit';
import { formatDateTime, type FormFields, type Locale } from '#kernel';
import type { Context } from '#people/server';
import type { MergedRow } from '#projects';
import { mergeEstimate, performAct, readMerge, saveEstimate, type DraftMerge } from '#projects/server';
import { actFor } from '../acts.ts';
import { failWith, sayRefusal, textFields } from '../answer.ts';

const among = (fields: FormFields, names: RegExp): FormFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.test(name)));
/** What belongs to the lines; the rest of a posted form is ours. */
const linesIn = (fields: FormFields) => among(fields, /^lines\.\d{1,3}\.[a-zA-Z]+$/);
/** The same, with what each is known by. */
const rowsIn = (fields: FormFields) => among(fields, /^(lines\.\d{1,3}\.[a-zA-Z]+|keys\.\d{1,3})$/);

/** What a page shows of two savings that met. */
export interface MergeView {
  readonly rows: readonly MergedRow[];
  readonly from: number;
  readonly onto: number;
  readonly savedBy: string;
  readonly savedAt: string;
  readonly choices: FormFields;
}

/** Only lines that are not the same in all three hands. */
function viewOf(merge: DraftMerge, choices: FormFields): MergeView {
  const { from, onto, savedBy, savedAt } = merge;
  return {
    rows: merge.rows.filter(({ mine, theirs, cells }) =>
      mine && theirs ? cells.length > 0 : mine !== null || theirs !== null,
    ),
    ...{ from, onto, savedBy, choices },
    savedAt: formatDateTime(savedAt),
  };
}

/** Somebody saved since: all three hands are shown; whatever else was refused is said as ever. */
async function answerRefused(
  cx: Context,
  locale: Locale,
  id: string,
  refusal: Parameters<typeof failWith>[0],
  fields: FormFields,
) {
  const isMet = refusal.code === 'estimate_changed_meanwhile' || refusal.code === 'estimate_choice_is_open';
  const choices = among(fields, /^choose\./);
  const merge = isMet
    ? await readMerge(cx, {
        projectId: id,
        revision: Number(fields['draftRevision'] ?? 0),
        ...{ fields: rowsIn(fields), choices },
      })
    : null;
  if (!merge) return failWith(refusal, fields, locale);
  // The first answer says it in the view itself; then what is left open, each beside its choice.
  const errors = refusal.code === 'estimate_choice_is_open' ? sayRefusal(refusal, locale) : [];
  return fail(409, { errors, fields, merge: viewOf(merge, choices) });
}

export async function saveEstimateFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const saved = await saveEstimate(cx, {
    projectId: id,
    revision: Number(fields['draftRevision'] ?? 0),
    fields: rowsIn(fields),
  });
  if (!saved.ok) return answerRefused(cx, locale, id, saved.refusal, fields);
  redirect(303, `/desk/projects/${id}/estimate?said=saved`);
}

/** Saves what was brought together, by the choices made. */
export async function mergeEstimateFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const merged = await mergeEstimate(cx, {
    projectId: id,
    revision: Number(fields['draftRevision'] ?? 0),
    onto: Number(fields['onto'] ?? 0),
    ...{ fields: rowsIn(fields), choices: among(fields, /^choose\./) },
  });
  if (!merged.ok) return answerRefused(cx, locale, id, merged.refusal, fields);
  redirect(303, `/desk/projects/${id}/estimate?said=merged`);
}

/** Puts forward what stands in the form: the very figures the officer sees, saved first so that none is lost. */
export async function submitEstimateFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const revision = Number(fields['draftRevision'] ?? 0);
  const saved = await saveEstimate(cx, { projectId: id, revision, fields: rowsIn(fields) });
  if (!saved.ok) return answerRefused(cx, locale, id, saved.refusal, fields);
  const done = await performAct(cx, actFor('submit_estimate')!, {
    projectId: id,
    revision: Number(fields['revision']),
    fields: linesIn(fields),
  });
  if (!done.ok)
    return failWith(done.refusal, { ...fields, draftRevision: String(saved.value.revision) }, locale);
  redirect(303, `/desk/projects/${id}/estimate?said=submitted`);
}
