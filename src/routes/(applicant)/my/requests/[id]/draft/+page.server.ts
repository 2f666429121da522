import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { loadDraftPage } from '#app/draft-page.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { ok, type FormFields, type Locale, type Refusal, type Result } from '#kernel';
import type { Context } from '#people/server';
import { requestTables, type RequestTable } from '#projects';
import { attachPaper, removePaper, saveDraft, submitRequest } from '#projects/server';
import { storeFile } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadDraftPage(signedIn(locals), params.id, locals.locale);

/** What came of keeping a form: the revision it has now, null where it was not kept; and what was refused, if anything. */
interface Kept {
  readonly fields: FormFields;
  readonly revision: number | null;
  readonly refusal: Refusal | null;
}

/** What every button of the form does first: keep what is typed, and the files that were chosen. */
async function keep(
  event: RequestEvent,
  data: FormData,
  change: (fields: FormFields) => FormFields = (f) => f,
): Promise<Kept> {
  const { revision: opened = '0', ...typed } = textFields(data);
  const fields = change(typed);
  const cx = signedIn(event.locals);
  const projectId = event.params['id'] ?? '';
  const saved = await saveDraft(cx, { projectId, fields, revision: Number(opened) });
  if (!saved.ok) return { fields, revision: null, refusal: saved.refusal };
  const attached = await attachAll(cx, projectId, data);
  return { fields, revision: saved.value.revision, refusal: attached.ok ? null : attached.refusal };
}

/** A refusal after the draft was kept: the form goes on from the revision it has now. */
function answer({ fields, revision, refusal }: Kept, locale: Locale) {
  if (refusal === null) return { revision };
  const { status, data } = failWith(refusal, fields, locale);
  return fail(status, revision === null ? data : { ...data, revision });
}

export const actions: Actions = {
  save: async (event) => answer(await keep(event, await event.request.formData()), event.locals.locale),

  row: async (event) => {
    const data = await event.request.formData();
    const asked = textFields(data)['row'] ?? '';
    data.delete('row');
    return answer(await keep(event, data, (f) => changeRows(f, asked)), event.locals.locale);
  },

  remove: async (event) => {
    const data = await event.request.formData();
    const documentId = textFields(data)['paper'] ?? '';
    data.delete('paper');
    const kept = await keep(event, data);
    if (kept.refusal !== null) return answer(kept, event.locals.locale);
    const removed = await removePaper(signedIn(event.locals), { projectId: event.params.id, documentId });
    return answer(removed.ok ? kept : { ...kept, refusal: removed.refusal }, event.locals.locale);
  },

  submit: async (event) => {
    const kept = await keep(event, await event.request.formData());
    if (kept.refusal !== null || kept.revision === null) return answer(kept, event.locals.locale);
    const projectId = event.params.id;
    const sent = await submitRequest(signedIn(event.locals), { projectId, draftRevision: kept.revision });
    if (!sent.ok) return answer({ ...kept, refusal: sent.refusal }, event.locals.locale);
    redirect(303, `/my/requests/${projectId}/receipt`);
  },
};

/** `add:costLines` makes room for one more; `remove:costLines:2` takes a row out and closes the gap. */
function changeRows(fields: FormFields, asked: string): FormFields {
  const [what, table = '', index = ''] = asked.split(':');
  if (!(table in requestTables)) return fields;
  const rows = rowCount(fields, table as RequestTable);
  if (what === 'add') return { ...fields, [`${table}.${rows}.${firstColumn[table as RequestTable]}`]: '' };
  const gone = Number(index);
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const match = /^(\w+)\.(\d+)\.(\w+)$/.exec(name);
    if (match?.[1] !== table) kept[name] = value;
    else if (Number(match[2]) !== gone)
      kept[`${table}.${Number(match[2]) - (Number(match[2]) > gone ? 1 : 0)}.${match[3]}`] = value;
  }
  return kept;
}

const firstColumn: Readonly<Record<RequestTable, string>> = {
  machines: 'name',
  costLines: 'label',
  timetable: 'task',
};

function rowCount(fields: FormFields, table: RequestTable): number {
  const indexes = Object.keys(fields).flatMap((name) => {
    const match = new RegExp(`^${table}\\.(\\d+)\\.`).exec(name);
    return match ? [Number(match[1]) + 1] : [];
  });
  return Math.max(requestTables[table], ...indexes);
}

/** The files of `papers.<item>`, one after another: what went up before one that is refused stays. */
async function attachAll(cx: Context, projectId: string, data: FormData): Promise<Result<void>> {
  for (const [field, file] of data) {
    const item = /^papers\.([a-z_]+)$/.exec(field)?.[1];
    if (item === undefined || !(file instanceof File) || file.name === '') continue;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const stored = await storeFile(runtime().files, cx.province, { name: file.name, bytes });
    const attached = stored.ok ? await attachPaper(cx, { projectId, item, file: stored.value }) : stored;
    if (!attached.ok) return { ok: false, refusal: { ...attached.refusal, field } };
  }
  return ok(undefined);
}
