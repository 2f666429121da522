import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  dateField,
  formatDate,
  isId,
  optionalTextField,
  readForm,
  textField,
  todayIn,
  type Locale,
} from '#kernel';
import { paperForms } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { mayTemplate } from '#records';
import {
  dropTemplate,
  findTemplate,
  keepTemplate,
  publishTemplate,
  storeFile,
  templateInForce,
  templatesOf,
} from '#records/server';
import { failWith, fileField, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { storedFile } from '../web/stored-file.ts';
import { checkTemplate } from './check-template.ts';
import { standardOf } from './issue.ts';
import { paperKind } from './kinds.ts';
import { fieldsOfKind, requiredFields } from './paper-kind.ts';
import { fileAnswer, previewFile, WORD } from './papers-page.ts';
import { formText } from './write-paper.ts';

/** Every kind, with the template it is set with today and what waits. */
export async function loadTemplates(cx: Context) {
  return inProvince(cx, async (tx) => {
    const all = Map.groupBy(await templatesOf(tx, cx.province), ({ kind }) => kind);
    return {
      kinds: (await paperForms(tx)).map((form) => {
        const own = all.get(form.kind) ?? [];
        const now = templateInForce(own, todayIn(cx.now));
        return {
          ...{ code: form.kind, title: form.title, series: form.series, form: formText(form) },
          version: now?.file ? now.version : null,
          waits: own.some(({ state }) => state === 'waiting'),
        };
      }),
    };
  });
}

/** One kind: its fields, its templates, what may be done with each. */
export async function loadTemplatePage(cx: Context, code: string, url: URL) {
  const kind = paperKind(code);
  const page = await inProvince(cx, async (tx) => {
    const form = (await paperForms(tx)).find((one) => one.kind === code);
    const templates = await templatesOf(tx, cx.province, code);
    return form && { form, templates };
  });
  if (!kind || !page) error(404, 'Not found');
  const { form, templates } = page;
  const now = templateInForce(templates, todayIn(cx.now));
  const required = new Set<string>([...requiredFields, ...kind.required]);
  return {
    ...{ code, title: form.title, form: formText(form) },
    fields: fieldsOfKind(kind).map((name) => ({ name, required: required.has(name) })),
    templates: templates.map((one) => ({
      ...{ id: one.id, version: one.version, note: one.note, state: one.state, own: one.file !== null },
      ...{
        by: one.uploadedBy.name,
        at: todayIn(one.uploadedAt),
        mine: one.uploadedBy.id === cx.actor.accountId,
      },
      ...{ publishedBy: one.publishedBy, validFrom: one.validFrom, inForce: one.id === now?.id },
    })),
    standardInForce: !now?.file,
    drafts: mayTemplate(cx.actor, 'draft'),
    publishes: mayTemplate(cx.actor, 'publish'),
    today: formatDate(todayIn(cx.now)),
    done: (['kept', 'published', 'dropped'] as const).find((what) => url.searchParams.has(what)) ?? null,
  };
}

const uploadForm = z.object({ note: optionalTextField({ max: 500 }) });

/** Checks an uploaded template and keeps it for somebody else to publish; without a file where the standard one is wanted back. */
export async function uploadTemplate(cx: Context, locale: Locale, code: string, request: Request) {
  const kind = paperKind(code);
  if (!kind) error(404, 'Not found');
  const posted = await request.formData();
  const fields = textFields(posted);
  const read = readForm(uploadForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const back = fields['standard'] === 'on';
  const upload = back ? null : await fileField(posted, 'file');
  const refused = (refusal: Parameters<typeof failWith>[0]) => failWith(refusal, fields, locale);
  if (!back && upload === null)
    return refused({ code: 'paper_template_file_missing', params: {}, field: 'file' });
  if (!mayTemplate(cx.actor, 'draft')) return refused({ code: 'paper_template_not_permitted', params: {} });
  if (upload) {
    const checked = await checkTemplate(kind, upload);
    if (!checked.ok) return refused(checked.refusal);
  }
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok) return refused({ ...stored.refusal, field: 'file' });
  const done = await transact(cx, (tx) =>
    keepTemplate(tx, cx, { kind: code, file: stored ? stored.value : null, note: read.value.note }),
  );
  if (!done.ok) return refused(done.refusal);
  redirect(303, `/desk/papers/templates/${code}?kept`);
}

const publishForm = z.object({ id: textField({ max: 36 }), from: dateField() });

export async function publishTemplateFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(publishForm, fields);
  const done = read.ok ? await transact(cx, (tx) => publishTemplate(tx, cx, read.value)) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/papers/templates/${done.value.kind}?published`);
}

export async function dropTemplateFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const done = await transact(cx, (tx) => dropTemplate(tx, cx, fields['id'] ?? ''));
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/papers/templates/${done.value.kind}?dropped`);
}

export async function standardFile(code: string): Promise<Response> {
  const kind = paperKind(code);
  if (!kind) error(404, 'Not found');
  return fileAnswer(await standardOf(kind), WORD, `${code}.docx`, 'attachment');
}

export async function templateFile(cx: Context, code: string, id: string): Promise<Response> {
  const template = isId(id) ? await inProvince(cx, (tx) => findTemplate(tx, cx.province, id)) : undefined;
  if (!template?.file || template.kind !== code) error(404, 'Not found');
  const { hash, name } = template.file;
  const size = (
    await runtime().files.getMetaData(`${cx.province}/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}`)
  ).contentLength;
  return storedFile(
    cx.province,
    { hash, size, mediaType: 'application/zip', fileName: name },
    'private, no-store',
  );
}

/** A template with a real project, found by its number. */
export async function previewTemplate(
  locals: App.Locals,
  cx: Context,
  code: string,
  url: URL,
): Promise<Response> {
  const number = url.searchParams.get('number')?.trim().toUpperCase().slice(0, 40) ?? '';
  const found = await inProvince(cx, (tx) =>
    tx
      .selectFrom('projects.project')
      .select('id')
      .where('province', '=', cx.province)
      .where('number', '=', number)
      .executeTakeFirst(),
  );
  if (!found) {
    const said = failWith({ code: 'project_not_found', params: {} }, {}, locals.locale);
    error(404, said.data.errors[0]?.message ?? 'Not found');
  }
  return previewFile(locals, cx, found.id, code, url);
}
