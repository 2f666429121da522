import { error, redirect } from '@sveltejs/kit';
import {
  ok,
  parseLocalDate,
  refuse,
  todayIn,
  type FormFields,
  type Locale,
  type Refusal,
  type Result,
} from '#kernel';
import { mayDraftNorms, mayPublishNorms, maySimulateNorms, normSetDifference, runNormExamples } from '#law';
import {
  attachNormDocument,
  dropNormDraft,
  fieldsOfNorm,
  findNormDraft,
  judgeNormDraft,
  loadContents,
  loadNormSet,
  normOfFields,
  normSetOfDraft,
  takeUpNormDraft,
  type NormDraft,
  type NormSetInput,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { editNormDraft, publishNormSet } from '#projects/server';
import { storeFile } from '#records/server';
import { documentTitle, refusalSentence } from '#text';
import { failWith, fileField, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { sayNorm, sayNorms } from './said-norms.ts';

async function draftFor(tx: Tx, cx: Context, id: string): Promise<NormDraft> {
  const draft = /^[0-9a-f-]{36}$/.test(id) ? await findNormDraft(tx, cx.province, id) : undefined;
  if (!draft) error(404, 'Not found');
  return draft;
}

/** A draft with all that says whether it can be published: its rows, examples, difference, and what stands in the way. */
export async function loadDraftPage(cx: Context, id: string, locale: Locale) {
  const { draft, contents, before, judged } = await inProvince(cx, async (tx) => {
    const draft = await draftFor(tx, cx, id);
    return {
      draft,
      contents: await loadContents(tx, cx.province),
      before: draft.follows === null ? null : ((await loadNormSet(tx, draft.follows)) ?? null),
      judged: await judgeNormDraft(tx, cx, draft, null),
    };
  });
  const set = normSetOfDraft(draft.input);
  const runs = runNormExamples(set);
  const difference = normSetDifference(before, set).map(({ content, change, before, after }) => ({
    content,
    change,
    before: before && sayNorm(before, contents, locale),
    after: after && sayNorm(after, contents, locale),
  }));
  const faults = judged.ok ? [] : [judged.refusal, ...(judged.refusal.also ?? [])];
  const { norms: _, ...head } = draft.input;
  return {
    draft: {
      ...{ id, revision: draft.revision, state: draft.state, setId: draft.setId, corrects: draft.corrects },
      dropped: draft.dropped && { ...draft.dropped, on: todayIn(draft.dropped.at) },
    },
    head,
    editors: draft.editors.map(({ name }) => name).join(', '),
    hasFile: draft.documentId !== null,
    rows: sayNorms(set, contents, locale),
    runs: runs.map(({ content, index, example, answer, passes }) => ({
      key: `${content} ${index + 1}`,
      expected: 'amount' in example.expected ? example.expected.amount : example.expected.refusal,
      got: answer.ok ? answer.value : refusalSentence(answer.refusal, locale),
      passes,
    })),
    follows: before && documentTitle(before.document, locale),
    difference,
    faults: faults.map((one) => refusalSentence(one, locale)),
    needsReason: faults.some(({ code }) => code.startsWith('norms_above_national')),
    mayEdit: draft.state === 'open' && mayDraftNorms(cx.actor, draft.fund),
    mayTakeUp: draft.state === 'dropped' && mayDraftNorms(cx.actor, draft.fund),
    maySimulate: maySimulateNorms(cx.actor, draft.fund),
    mayPublish:
      draft.state === 'open' &&
      mayPublishNorms(cx.actor, draft.fund) &&
      draft.editors.every(({ accountId }) => accountId !== cx.actor.accountId),
  };
}

const revisionOf = (fields: FormFields) => Number(fields['revision'] ?? -1);

export async function saveHead(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const saved = await editNormDraft(cx, id, revisionOf(fields), (input) => headOf(fields, input));
  if (!saved.ok) return failWith(saved.refusal, fields, locale);
  redirect(303, `/desk/norms/drafts/${id}`);
}

function headOf(fields: FormFields, input: NormSetInput): Result<NormSetInput> {
  const get = (name: string) => (fields[name] ?? '').trim();
  const from = parseLocalDate(get('from'));
  if (!from.ok) return { ok: false, refusal: { ...from.refusal, field: 'from' } };
  const percent = Number(get('priority').replace(',', '.') || 'NaN');
  if (get('priority') !== '' && Number.isNaN(percent))
    return refuse('norm_file_rate', { value: get('priority') }, 'priority');
  const { vat: _, priorityFactor, note: __, ...kept } = input;
  return ok({
    ...kept,
    from: from.value,
    document: get('document'),
    verification: get('verification') as NormSetInput['verification'],
    ...(get('vat') === '' ? {} : { vat: get('vat') as 'included' | 'excluded' }),
    ...(Number.isNaN(percent) ? {} : { priorityFactor: { ...priorityFactor, factor: percent } }),
    ...(get('note.vi') === '' ? {} : { note: { vi: get('note.vi'), en: get('note.en') } }),
  });
}

export async function attachFile(cx: Context, id: string, locale: Locale, request: Request) {
  const data = await request.formData();
  const upload = await fileField(data, 'file');
  if (upload === null) return failWith(refuse('field_is_empty', {}, 'file').refusal, {}, locale);
  const stored = await storeFile(runtime().files, cx.province, upload);
  if (!stored.ok) return failWith({ ...stored.refusal, field: 'file' }, {}, locale);
  const saved = await attachNormDocument(cx, id, revisionOf(textFields(data)), stored.value);
  if (!saved.ok) return failWith(saved.refusal, {}, locale);
  redirect(303, `/desk/norms/drafts/${id}`);
}

export async function publishFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const reason = (fields['reason'] ?? '').trim() || null;
  const published = await publishNormSet(cx, { draftId: id, revision: revisionOf(fields), reason });
  if (!published.ok) return failWith(published.refusal, fields, locale);
  redirect(303, `/desk/norms/${published.value.setId}`);
}

export async function dropFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const reason = fields['dropReason'] ?? '';
  const dropped = await dropNormDraft(cx, { id, revision: revisionOf(fields), reason });
  if (!dropped.ok) return failWith(dropped.refusal, fields, locale);
  redirect(303, `/desk/norms/drafts/${id}`);
}

export async function takeUpFromForm(cx: Context, id: string, locale: Locale) {
  const taken = await takeUpNormDraft(cx, id);
  if (!taken.ok) return failWith(taken.refusal, {}, locale);
  redirect(303, `/desk/norms/drafts/${id}`);
}

/** One row of a draft in its form; `new` for a row that is added. */
export async function loadRowPage(cx: Context, id: string, content: string, locale: Locale) {
  const { draft, contents } = await inProvince(cx, async (tx) => ({
    draft: await draftFor(tx, cx, id),
    contents: await loadContents(tx, cx.province),
  }));
  const row = draft.input.norms.find((norm) => norm.content === content);
  if (draft.state !== 'open' || !mayDraftNorms(cx.actor, draft.fund) || (!row && content !== 'new'))
    error(404, 'Not found');
  // A province's own contents have no level for the whole country.
  const offered = [...contents.values()].filter(({ code }) => draft.fund === 'local' || !code.includes('@'));
  const taken = new Set(draft.input.norms.map((norm) => norm.content));
  return {
    id,
    revision: draft.revision,
    content,
    fields: row ? fieldsOfNorm(row) : ({ verification: 'full_text' } as FormFields),
    contents: offered
      .filter(({ code }) => code === content || !taken.has(code))
      .map(({ code, name }) => ({ value: code, label: `${code} ${name[locale]}` })),
    known: offered.map(({ code, name }) => ({
      value: code,
      label: `${code} ${name[locale]}`,
    })),
  };
}

export async function saveRow(cx: Context, id: string, content: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const saved = await editNormDraft(cx, id, revisionOf(fields), (input) => {
    const others = input.norms.filter((norm) => norm.content !== content);
    if (fields['remove'] !== undefined) return ok({ ...input, norms: others });
    const row = normOfFields(fields);
    if (others.some((norm) => norm.content === row.content))
      return refuse('norm_file_content_twice', { content: row.content }, 'content');
    const at = input.norms.findIndex((norm) => norm.content === content);
    const norms = at < 0 ? [...input.norms, row] : input.norms.map((norm, i) => (i === at ? row : norm));
    return ok({ ...input, norms });
  });
  if (!saved.ok) return failWith(besideFields(saved.refusal), fields, locale);
  redirect(303, `/desk/norms/drafts/${id}#rows`);
}

/** A path in the set's file → the name of the form's field: `norms.3.rule.cap` → `rule.cap.normal`. */
function besideFields(refusal: Refusal): Refusal {
  const renamed = (one: Refusal): Refusal => {
    const field = one.field
      ?.replace(/^norms\.\d+\./, '')
      .replace(/^rule\.(percent|cap)$/, 'rule.$1.normal')
      .replace(/^rule\.amount(\.normal)?$/, 'rule.fixed.normal')
      .replace(/\.costs(\.\d+)?$/, '.costs');
    return { ...one, ...(field === undefined ? {} : { field }) };
  };
  const { also, ...first } = refusal;
  return { ...renamed(first), ...(also === undefined ? {} : { also: also.map(renamed) }) };
}
