import { error, redirect } from '@sveltejs/kit';
import { askProvincesForm, letterForm, provincesForm } from '#appraisal';
import { askProvinces, nameProvinces, readProvinces, takeLetter } from '#appraisal/server';
import { readForm, todayIn, type Locale } from '#kernel';
import type { Context, Delivery } from '#people/server';
import { inProvince } from '#platform/server';
import { permitAct } from '#projects';
import { projectSubject, rulesFor, type Project } from '#projects/server';
import { documentsOf, storeFile } from '#records/server';
import { failWith, fileField, textFields } from '../answer.ts';
import { opinionRule } from './consultation-page.ts';
import { runtime } from '../runtime.ts';

/** Where the other provinces of a project stand, and what is offered to whoever looks. */
export async function loadProvincesPage(cx: Context, id: string, url: URL) {
  const found = await readProvinces(cx, id);
  if (!found.ok) error(404, 'Not found');
  const { project, ...rest } = found.value;
  const { number, title, establishmentName, state, otherProvinces } = project;
  return inProvince(cx, async (tx) => {
    const papers = rest.mayAsk ? await documentsOf(tx, cx.province, projectSubject(id)) : [];
    return {
      ...rest,
      project: { id, number, title, establishmentName, state, seen: otherProvinces.join(' ') },
      proposed: await opinionRule(tx, cx, project),
      papers: papers
        .filter((p) => p.file_hash !== null)
        .map(({ id: paper, title: name, kind }) => ({ id: paper, title: name, kind })),
      maySend: project.state === 'screened' && (await maySend(tx, cx, project)),
      done: url.searchParams.get('done'),
    };
  });
}

async function maySend(tx: Parameters<typeof rulesFor>[0], cx: Context, project: Project) {
  const rules = await rulesFor(tx, cx.province, project.procedure, todayIn(cx.now), project);
  return rules.ok && permitAct(cx.actor, project, 'register_national', rules.value.ruleOf).ok;
}

export async function nameFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const codes = data.getAll('codes').filter((v): v is string => typeof v === 'string');
  const fields = { ...textFields(data), codes: codes.join(' ') };
  const read = readForm(provincesForm, fields);
  const done = read.ok ? await nameProvinces(cx, id, read.value) : read;
  if (!done.ok) return failWith(done.refusal, { ...fields, form: 'name' }, locale);
  redirect(303, `/desk/projects/${id}/provinces?done=named`);
}

export async function askFromForm(
  cx: Context,
  locale: Locale,
  id: string,
  request: Request,
  delivery: Delivery,
) {
  const data = await request.formData();
  const papers = data.getAll('papers').filter((v): v is string => typeof v === 'string');
  const fields = { ...textFields(data), papers: papers.join(' ') };
  const read = readForm(askProvincesForm, fields);
  const done = read.ok ? await askProvinces(cx, id, { ...read.value, papers }, delivery) : read;
  if (!done.ok) return failWith(done.refusal, { ...fields, form: 'ask' }, locale);
  return { asked: true, links: done.value.links };
}

export async function letterFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'letter' };
  const read = readForm(letterForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok) return failWith({ ...stored.refusal, field: 'paper' }, fields, locale);
  const done = await takeLetter(cx, id, read.value, stored && stored.value);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/projects/${id}/provinces?done=letter`);
}
