import { redirect } from '@sveltejs/kit';
import { readForm, todayIn, type FormFields, type Locale } from '#kernel';
import { clockChanges, mayDraftProcedure, mayPublishProcedure } from '#law';
import {
  clockReturnForm,
  clockRulesDraft,
  clockRulesForm,
  clockRulesOn,
  clockRulesVersions,
  fieldsOfClockRules,
  procedurePublicationForm,
  publishClockRules,
  saveClockRules,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { countOpenWaits } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

const HERE = '/desk/procedures/clocks';

/** What holds of the clocks beside the stages, and the versions the province made of it. */
export async function loadClockRules(cx: Context, url: URL) {
  return inProvince(cx, async (tx) => {
    const versions = await clockRulesVersions(tx, cx.province);
    const draft = await clockRulesDraft(tx, cx.province, versions[0]?.version ?? 0);
    return {
      rules: await clockRulesOn(tx, cx.province, todayIn(cx.now)),
      versions: versions.map(({ rules, publishedAt, ...one }) => ({
        ...one,
        isReturn: rules === null,
        publishedOn: todayIn(publishedAt),
      })),
      mayDraft: mayDraftProcedure(cx.actor),
      waits: draft !== null,
      published: url.searchParams.has('published'),
      open: url.searchParams.has('published') ? await countOpenWaits(tx, cx.province) : 0,
    };
  });
}

/** What the province's own rules say so far, as fields of their form, and what they would change. */
export async function loadClockRulesDraft(cx: Context, url: URL) {
  return inProvince(cx, async (tx) => {
    const [last] = await clockRulesVersions(tx, cx.province);
    const { own: _, ...inForce } = await clockRulesOn(tx, cx.province, todayIn(cx.now));
    const base = last?.version ?? 0;
    const draft = await clockRulesDraft(tx, cx.province, base);
    const { basis, basisOn, from } = draft ?? { basis: '', basisOn: '', from: '' };
    const fields: FormFields = {
      ...{ base: String(base), no: String(draft?.no ?? 0), basis, basisOn, from },
      ...fieldsOfClockRules(draft?.rules ?? last?.rules ?? inForce),
    };
    return {
      fields,
      hasOwn: last !== undefined && last.rules !== null,
      mayDraft: mayDraftProcedure(cx.actor),
      draft: draft && {
        ...{ no: draft.no, savedBy: draft.savedBy, savedOn: todayIn(draft.savedAt) },
        ...{ basis: draft.basis, basisOn: draft.basisOn, from: draft.from },
        isReturn: draft.rules === null,
        changes: draft.rules === null ? [] : clockChanges(inForce, draft.rules),
        before: inForce,
        after: draft.rules ?? inForce,
        wroteOnIt: draft.writers.includes(cx.actor.accountId),
        mayPublish: mayPublishProcedure(cx.actor),
      },
      saved: url.searchParams.has('saved'),
    };
  });
}

export async function saveClockRulesFromForm(
  cx: Context,
  locale: Locale,
  request: Request,
  what: 'rules' | 'return',
) {
  const fields = textFields(await request.formData());
  const read = readForm(what === 'rules' ? clockRulesForm : clockReturnForm, fields);
  const seen = { base: Number(fields['base'] ?? 0), no: Number(fields['no'] ?? 0) };
  const saved = read.ok ? await saveClockRules(cx, seen, read.value) : read;
  if (!saved.ok) return failWith(saved.refusal, fields, locale);
  redirect(303, `${HERE}/draft?saved`);
}

export async function publishClockRulesFromForm(cx: Context, locale: Locale, request: Request) {
  const read = readForm(procedurePublicationForm, textFields(await request.formData()));
  const done = read.ok ? await publishClockRules(cx, read.value.no) : read;
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `${HERE}?published`);
}
