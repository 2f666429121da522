import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { loadDraftPage } from '#app/draft-page.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { ok, type FormFields, type Locale, type Refusal, type Result } from '#kernel';
import { transact } from '#platform/server';
import { requestTables, type RequestTable } from '#projects';
import { projectSubject, saveDraft, submitRequest } from '#projects/server';
import { addDocument, storeFile } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadDraftPage(signedIn(locals), params.id, locals.locale);

/** What every button of the form does first: keep what is typed. */
async function save(
  event: RequestEvent,
  data: FormData,
  change: (fields: FormFields) => FormFields = (f) => f,
) {
  const { revision = '0', ...fields } = textFields(data);
  const changed = change(fields);
  const saved = await saveDraft(signedIn(event.locals), {
    projectId: event.params['id'] ?? '',
    fields: changed,
    revision: Number(revision),
  });
  return { saved, fields: changed };
}

export const actions: Actions = {
  save: async (event) => {
    const { saved, fields } = await save(event, await event.request.formData());
    return saved.ok
      ? { revision: saved.value.revision }
      : failWith(saved.refusal, fields, event.locals.locale);
  },

  row: async (event) => {
    const data = await event.request.formData();
    const asked = textFields(data)['row'] ?? '';
    data.delete('row');
    const { saved, fields } = await save(event, data, (f) => changeRows(f, asked));
    return saved.ok
      ? { revision: saved.value.revision }
      : failWith(saved.refusal, fields, event.locals.locale);
  },

  upload: async (event) => {
    const data = await event.request.formData();
    const files = data.getAll('quotations').filter((f): f is File => f instanceof File && f.name !== '');
    const { saved, fields } = await save(event, data);
    if (!saved.ok) return failWith(saved.refusal, fields, event.locals.locale);
    const attached = await attach(event, files);
    return attached.ok
      ? { revision: saved.value.revision }
      : failSaved(
          { ...attached.refusal, field: 'quotations' },
          fields,
          event.locals.locale,
          saved.value.revision,
        );
  },

  submit: async (event) => {
    const { saved, fields } = await save(event, await event.request.formData());
    if (!saved.ok) return failWith(saved.refusal, fields, event.locals.locale);
    const projectId = event.params.id;
    const sent = await submitRequest(signedIn(event.locals), {
      projectId,
      draftRevision: saved.value.revision,
    });
    if (!sent.ok) return failSaved(sent.refusal, fields, event.locals.locale, saved.value.revision);
    redirect(303, `/my/requests/${projectId}/receipt`);
  },
};

/** A refusal after the draft was kept: the form goes on from the revision it has now. */
function failSaved(refusal: Refusal, fields: FormFields, locale: Locale, revision: number) {
  const { status, data } = failWith(refusal, fields, locale);
  return fail(status, { ...data, revision });
}

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

async function attach(event: RequestEvent, files: readonly File[]): Promise<Result<void>> {
  const cx = signedIn(event.locals);
  for (const file of files.slice(0, 10)) {
    const stored = await storeFile(runtime().files, cx.province, {
      name: file.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
    });
    if (!stored.ok) return stored;
    const subject = projectSubject(event.params['id'] ?? '');
    const added = await transact(cx, async (tx) => {
      await addDocument(tx, cx, {
        kind: 'quotation',
        title: stored.value.fileName,
        subject,
        file: stored.value,
      });
      return ok(undefined);
    });
    if (!added.ok) return added;
  }
  return ok(undefined);
}
