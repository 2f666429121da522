import { redirect } from '@sveltejs/kit';
import { readForm, todayIn, yearOf, type FormFields, type Locale } from '#kernel';
import { mayDraftProcedure, mayPublishProcedure } from '#law';
import { procedurePublicationForm } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { fieldsOfReadiness, programmes, readinessCodes, readinessDraftForm } from '#programmes';
import {
  lastOwnReadiness,
  publishReadiness,
  readinessDraft,
  registrationTerm,
  saveReadiness,
  stepsOn,
} from '#programmes/server';
import { failWith, textFields } from '../answer.ts';

const HERE = '/desk/needs/rules';

/** What makes a need ready today, what the province drafted of it, and by which day lists are sent for the next plan year. */
export async function loadNeedRules(cx: Context, url: URL) {
  const today = todayIn(cx.now);
  const fiscalYear = yearOf(today) + 1;
  return inProvince(cx, async (tx) => {
    const terms = [];
    for (const procedure of programmes.toReversed())
      terms.push({
        procedure,
        term: (await registrationTerm(tx, cx.province, procedure, fiscalYear)) ?? null,
      });
    const last = await lastOwnReadiness(tx, cx.province);
    const draft = await readinessDraft(tx, cx.province, last);
    const inForce = await stepsOn(tx, cx.province, today);
    const coming = last !== null && last > today ? (await stepsOn(tx, cx.province, last)).steps : null;
    const fields: FormFields = {
      ...{ no: String(draft?.no ?? 0), basis: draft?.basis ?? '', from: draft?.from ?? '' },
      ...fieldsOfReadiness(draft?.steps ?? coming ?? inForce.steps),
    };
    return {
      ...{ today, fiscalYear, terms, ...inForce },
      codes: readinessCodes,
      coming: coming && last && { from: last, steps: coming },
      fields,
      mayDraft: mayDraftProcedure(cx.actor),
      draft: draft && {
        ...{ no: draft.no, from: draft.from, basis: draft.basis, steps: draft.steps },
        ...{ savedBy: draft.savedBy, savedOn: todayIn(draft.savedAt) },
        wroteOnIt: draft.writers.includes(cx.actor.accountId),
        mayPublish: mayPublishProcedure(cx.actor),
      },
      done: (['saved', 'published'] as const).find((one) => url.searchParams.has(one)) ?? null,
    };
  });
}

export async function saveReadinessFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(readinessDraftForm, fields);
  const saved = read.ok ? await saveReadiness(cx, Number(fields['no'] ?? 0), read.value) : read;
  if (!saved.ok) return failWith(saved.refusal, fields, locale);
  redirect(303, `${HERE}?saved`);
}

export async function publishReadinessFromForm(cx: Context, locale: Locale, request: Request) {
  const read = readForm(procedurePublicationForm, textFields(await request.formData()));
  const done = read.ok ? await publishReadiness(cx, read.value.no) : read;
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `${HERE}?published`);
}
