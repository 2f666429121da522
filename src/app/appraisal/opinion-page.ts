import { error, redirect } from '@sveltejs/kit';
import { answerForm } from '#appraisal';
import {
  answerByLink,
  answerOpinion,
  opinionDesk,
  readAskedUnit,
  readOpinionLink,
  readOpinionPaper,
} from '#appraisal/server';
import { readForm, todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { documentOf, noteReading } from '#records/server';
import { failWith, sayRefusal, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { cameFrom } from '../web/came-from.ts';
import { storedFile } from '../web/stored-file.ts';

export async function loadOpinionDesk(cx: Context, url: URL) {
  const tab = url.searchParams.get('tab') === 'done' ? ('done' as const) : ('waiting' as const);
  return { tab, opinions: await opinionDesk(cx, tab), today: todayIn(cx.now) };
}

export async function loadAskedUnit(cx: Context, id: string) {
  const found = await readAskedUnit(cx, id);
  if (!found.ok) error(404, 'Not found');
  return { ...found.value, today: todayIn(cx.now) };
}

export async function answerUnitFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(answerForm, fields);
  const done = read.ok ? await answerOpinion(cx, id, read.value) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/consultations/${id}?sent`);
}

export async function paperOfUnit(cx: Context, id: string, paper: string): Promise<Response> {
  const found = await readAskedUnit(cx, id);
  if (!found.ok || !found.value.opinion.papers.includes(paper)) error(404, 'Not found');
  const file = await inProvince(cx, (tx) => documentOf(tx, cx.province, paper));
  if (file) await noteReading(cx, cx, file);
  return paperFile(cx.province, file);
}

type Paper = Awaited<ReturnType<typeof documentOf>>;

function paperFile(province: string, paper: Paper): Promise<Response> {
  if (!paper?.file_hash || !paper.media_type) error(404, 'Not found');
  const { file_hash: hash, media_type: mediaType, size, file_name: fileName } = paper;
  const file = { hash, mediaType, size: size ?? 0n, fileName: fileName ?? 'file' };
  return storedFile(province, file, 'private, no-store');
}

const guestOf = (locals: App.Locals) => {
  const { db, auth } = runtime();
  return { db, auth, visitor: locals.visitor, now: locals.now };
};

export async function loadExpert(locals: App.Locals, token: string, url: URL) {
  const found = await readOpinionLink(guestOf(locals), token);
  return {
    asked: found.ok ? found.value : null,
    problem: found.ok ? null : (sayRefusal(found.refusal, locals.locale)[0]?.message ?? null),
    token,
    sent: url.searchParams.has('sent'),
    today: todayIn(locals.now),
  };
}

export async function answerExpertFromForm(locals: App.Locals, token: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(answerForm, fields);
  const done = read.ok ? await answerByLink(guestOf(locals), token, read.value) : read;
  if (!done.ok) return failWith(done.refusal, fields, locals.locale);
  redirect(303, `/opinion/${token}?sent`);
}

export async function paperOfExpert(locals: App.Locals, token: string, paper: string): Promise<Response> {
  const found = await readOpinionPaper(guestOf(locals), token, paper);
  if (!found.ok) error(404, 'Not found');
  const { province, paper: file, opinion } = found.value;
  const { db, now } = locals;
  await noteReading({ db, now, province, origin: cameFrom(locals) }, { link: opinion }, file);
  return paperFile(province, file);
}
