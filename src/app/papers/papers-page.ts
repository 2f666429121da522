import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { newId, optionalTextField, readForm, textField, todayIn, type Locale } from '#kernel';
import { paperForms } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, transact, type Tx } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { mayCancel, mayIssue } from '#records';
import {
  cancelPaper,
  findTemplate,
  paperById,
  papersOf,
  templateInForce,
  templatesOf,
  type IssuedPaper,
} from '#records/server';
import { failWith, textFields } from '../answer.ts';
import { loadProjectViewIn } from '../project-view.ts';
import { runtime } from '../runtime.ts';
import { issueProjectPaper, possibleKinds, previewPaper, type PaperDesk } from './issue.ts';
import { fill } from './layout.ts';
import { officeOf } from './office.ts';
import { paperSource } from './paper-source.ts';
import { formText } from './write-paper.ts';

const deskOf = (locals: App.Locals): PaperDesk => ({
  files: runtime().files,
  origin: runtime().settings.origin,
  sample: locals.sample,
});

/** How a paper stands: cancelled, replaced by a later one, or in force. */
export const stateOf = (
  paper: IssuedPaper,
  replaced: ReadonlySet<string>,
): 'cancelled' | 'replaced' | 'in_force' =>
  paper.cancelled ? 'cancelled' : replaced.has(paper.id) ? 'replaced' : 'in_force';

/** What was issued for a project, and what may be. */
export async function loadProjectPapers(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const view = await loadProjectViewIn(tx, cx, id);
    if (!view || view.project.state === 'draft') return undefined;
    const forms = await paperForms(tx);
    const papers = await papersOf(tx, cx.province, projectSubject(id));
    const replaced = new Set(papers.flatMap(({ replaces }) => replaces ?? []));
    const kinds = mayIssue(cx.actor) ? possibleKinds(await paperSource(tx, cx, view), forms) : [];
    return {
      project: { id, number: view.project.number, title: view.project.title },
      papers: papers.map((paper) => ({ ...paper, state: stateOf(paper, replaced) })),
      kinds: kinds.map(({ form, ready }) => ({
        ...{ code: form.kind, title: form.title, ready, form: formText(form) },
      })),
      issued: papers.find((paper) => paper.id === url.searchParams.get('issued'))?.sign ?? null,
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** The form of a paper to be issued, with what it proposes. */
export async function loadIssuePage(cx: Context, id: string, code: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const view = await loadProjectViewIn(tx, cx, id);
    const office = await officeOf(tx, cx);
    if (!view || view.project.state === 'draft' || office === null) return undefined;
    const source = await paperSource(tx, cx, view);
    const found = possibleKinds(source, await paperForms(tx)).find(({ form }) => form.kind === code);
    if (!found) return undefined;
    const said = found.kind.data(source);
    const replaces = await replacedOf(tx, cx, id, code, url.searchParams.get('replaces'));
    const template = templateInForce(await templatesOf(tx, cx.province, code), todayIn(cx.now));
    const filling = { ...(said.ok ? said.value : {}), co_quan: office.issuer };
    return {
      project: { id, number: view.project.number, title: view.project.title },
      ...{ code, title: found.form.title, form: formText(found.form), ready: said.ok },
      verified: found.form.verification,
      ownTemplate: template !== null && template.file !== null,
      replaces: replaces && { id: replaces.id, sign: replaces.sign },
      fields: {
        id: newId(cx.now.getTime()),
        replaces: replaces?.id ?? '',
        ...{ signerName: office.signer.name, signerTitle: office.signer.title },
        recipients: found.kind.recipients.map((line) => fill(line, filling)).join('\n'),
      },
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

async function replacedOf(tx: Tx, cx: Context, projectId: string, kind: string, id: string | null) {
  const papers = id === null ? [] : await papersOf(tx, cx.province, projectSubject(projectId));
  return papers.find((paper) => paper.id === id && paper.kind === kind) ?? null;
}

const issueForm = z.object({
  id: textField({ max: 36 }),
  replaces: optionalTextField({ max: 36 }),
  signerName: textField({ max: 120 }),
  signerTitle: textField({ max: 120 }),
  recipients: optionalTextField({ max: 2000 }),
});

export async function issueFromForm(
  locals: App.Locals,
  cx: Context,
  id: string,
  code: string,
  request: Request,
) {
  const fields = textFields(await request.formData());
  const read = readForm(issueForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locals.locale);
  const { recipients, ...wishes } = read.value;
  const lines = (recipients ?? '').split('\n').map((line) => line.trim());
  const done = await issueProjectPaper(cx, deskOf(locals), id, code, {
    ...wishes,
    recipients: lines.filter((line) => line !== ''),
  });
  // Sent twice: it is there, and shown.
  if (!done.ok && done.refusal.code !== 'paper_issued_already')
    return failWith(done.refusal, fields, locals.locale);
  redirect(303, `/desk/projects/${id}/papers?issued=${wishes.id}`);
}

/** A paper as it would be; `?template=` one that is not in force, `?as=word` the other form. */
export async function previewFile(locals: App.Locals, cx: Context, id: string, code: string, url: URL) {
  const made = await inProvince(cx, async (tx) => {
    const asked = url.searchParams.get('template');
    const template =
      asked === null
        ? templateInForce(await templatesOf(tx, cx.province, code), todayIn(cx.now))
        : asked === 'standard'
          ? null
          : ((await findTemplate(tx, cx.province, asked)) ?? null);
    return previewPaper(tx, cx, deskOf(locals), id, code, template?.kind === code ? template : null);
  });
  if (!made.ok) return failedPreview(made.refusal, locals.locale);
  const { pdf, word } = made.value;
  return pdf === null || url.searchParams.get('as') === 'word'
    ? fileAnswer(word, WORD, `${code}.docx`, 'attachment')
    : fileAnswer(pdf, 'application/pdf', `${code}.pdf`, 'inline');
}

const failedPreview = (refusal: Parameters<typeof failWith>[0], locale: Locale): never => {
  const said = failWith(refusal, {}, locale);
  error(said.status, said.data.errors[0]?.message ?? refusal.code);
};

export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function fileAnswer(bytes: Uint8Array, type: string, name: string, how: 'inline' | 'attachment') {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}

/** One issued paper, for those who may see its project. */
export async function loadPaper(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const paper = /^[0-9a-f-]{36}$/.test(id) ? await paperById(tx, cx.province, id) : undefined;
    if (!paper || !(await projectFor(tx, cx, paper.subject.id))) return undefined;
    const all = await papersOf(tx, cx.province, paper.subject);
    const replacedBy = all.find(({ replaces }) => replaces === id);
    const template = paper.templateId && (await findTemplate(tx, cx.province, paper.templateId));
    const form = (await paperForms(tx)).find(({ kind }) => kind === paper.kind);
    return {
      paper: { ...paper, state: stateOf(paper, new Set(replacedBy ? [id] : [])) },
      kindTitle: form?.title ?? { vi: paper.title, en: paper.title },
      replacedBy: replacedBy ? { id: replacedBy.id, sign: replacedBy.sign } : null,
      template: template && template.file ? template.version : null,
      mine: mayCancel(cx.actor, paper.unitId),
      cancelled: url.searchParams.has('cancelled'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

const cancelForm = z.object({ reason: textField({ max: 1000 }) });

export async function cancelFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(cancelForm, fields);
  const done = read.ok ? await transact(cx, async (tx) => cancelPaper(tx, cx, id, read.value.reason)) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/papers/${id}?cancelled`);
}
