import { error, redirect } from '@sveltejs/kit';
import { isId, newId, readForm, refuse, todayIn, type Locale } from '#kernel';
import { establishmentUnits, isStaff } from '#people';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  isOpenFor,
  MOST_NEED_PAPERS,
  needPaperForm,
  needPaperRemoval,
  readNeed,
  type Round,
} from '#programmes';
import {
  addNeedPaper,
  changeNeed,
  enterNeed,
  needsOfEstablishments,
  placeOf,
  readNeedOf,
  removeNeedPaper,
  roundsOf,
  withdrawNeed,
} from '#programmes/server';
import { mayRequestNeed, projectFor, requestNeed } from '#projects/server';
import { ownEstablishments } from '#establishments/server';
import { communeTitle } from '#territory';
import { communesOf } from '#territory/server';
import { storeFile } from '#records/server';
import { UPLOAD_LIMIT } from '#records';
import { failWith, fileField, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { contentOptions, needChoices, needFields } from './need-choices.ts';

/** Where the pages of a need lie for this person. */
const home = (cx: Context) => (isStaff(cx.actor) ? '/desk/needs' : '/my/needs');

/** The form of a new need in the round asked for, or in the newest one that takes needs in. */
export async function loadNewNeed(cx: Context, locale: Locale, url: URL) {
  return inProvince(cx, async (tx) => {
    const rounds = await roundsOf(tx, cx.province);
    const asked = url.searchParams.get('round');
    const open = rounds.filter((one) => isOpenFor(cx.actor, one, todayIn(cx.now)));
    const round = open.find(({ id }) => id === asked) ?? open[0] ?? null;
    return { round, back: home(cx), ...(await needChoices(tx, cx, locale)) };
  });
}

export async function enterNeedFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const { clientKey = '', round = '' } = fields;
  const read = readNeed(fields);
  const done = read.ok
    ? await enterNeed(cx, {
        roundId: isId(round) ? round : newId(),
        clientKey: isId(clientKey) ? clientKey : newId(),
        input: read.value,
      })
    : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `${home(cx)}/${done.value.id}?said=entered`);
}

/** A need with what it lacks; with its form where it may be changed. */
export async function loadNeedPage(cx: Context, locale: Locale, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const read = await readNeedOf(tx, cx, isId(id) ? id : newId());
    if (!read.ok) return undefined;
    const { need, round, readiness, ownSteps, mayChange, papers } = read.value;
    const contents = await contentOptions(tx, cx.province, locale);
    const commune = (await communesOf(tx, [need.commune], todayIn(cx.now))).get(need.commune);
    const { establishmentUnit } = await placeOf(tx, need);
    const mine = establishmentUnits(cx.actor).includes(establishmentUnit ?? '');
    const project = need.projectId && (await projectFor(tx, cx, need.projectId));
    return {
      ...{ need, round, readiness, ownSteps, mayChange, papers, back: home(cx) },
      mayAddPaper: mayChange && !need.withdrawn && papers.length < MOST_NEED_PAPERS,
      megabytes: UPLOAD_LIMIT / 1024 / 1024,
      content: contents.find(({ value }) => value === need.contentCode)?.label ?? need.contentCode,
      commune: commune ? communeTitle(commune) : '',
      mayRequest: mayRequestNeed(cx, establishmentUnit),
      requestHref: project ? (mine ? `/my/requests/${project.id}` : `/desk/projects/${project.id}`) : null,
      form: mayChange && !need.withdrawn ? await needChoices(tx, cx, locale, need) : null,
      fields: needFields(need),
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

export async function changeNeedFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readNeed(fields);
  const done = read.ok
    ? await changeNeed(cx, { id, revision: Number(fields['revision']), input: read.value })
    : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `${home(cx)}/${id}?said=changed`);
}

export async function withdrawNeedFromForm(
  cx: Context,
  locale: Locale,
  id: string,
  request: Request,
  withdrawn: boolean,
) {
  const fields = textFields(await request.formData());
  const done = await withdrawNeed(cx, { id, revision: Number(fields['revision']), withdrawn });
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `${home(cx)}/${id}?said=${withdrawn ? 'withdrawn' : 'restored'}`);
}

/** A photo or PDF beside the need. What the need says is kept whatever becomes of it. */
export async function addPaperFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const { paper: _file, ...fields } = textFields(data);
  const upload = await fileField(data, 'paper');
  const read = readForm(needPaperForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const { kind } = read.value;
  const stored = upload
    ? await storeFile(runtime().files, cx.province, upload)
    : refuse('need_paper_is_missing', {}, 'paper');
  const done = stored.ok ? await addNeedPaper(cx, { id, kind, file: stored.value }) : stored;
  if (!done.ok) return failWith({ ...done.refusal, field: 'paper' }, { kind }, locale);
  redirect(303, `${home(cx)}/${id}?said=paper#papers`);
}

export async function removePaperFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const read = readForm(needPaperRemoval, textFields(await request.formData()));
  const done = read.ok ? await removeNeedPaper(cx, { id, document: read.value.document }) : read;
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `${home(cx)}/${id}?said=unpapered#papers`);
}

/** One click: the draft request of a ready need; its establishment goes on writing it at once. */
export async function requestNeedFromForm(cx: Context, locale: Locale, id: string) {
  const done = await requestNeed(cx, id);
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(
    303,
    isStaff(cx.actor) ? `/desk/needs/${id}?said=requested` : `/my/requests/${done.value.id}/draft`,
  );
}

/** The needs of the actor's own establishments, and whether they may enter more. */
export async function loadMyNeeds(cx: Context, locale: Locale) {
  const establishments = await ownEstablishments(cx);
  return inProvince(cx, async (tx) => {
    const rounds = await roundsOf(tx, cx.province);
    const contents = await contentOptions(tx, cx.province, locale);
    const needs = await needsOfEstablishments(
      tx,
      cx.province,
      establishments.map(({ id }) => id),
    );
    return {
      round: rounds.find((one: Round) => isOpenFor(cx.actor, one, todayIn(cx.now))) ?? null,
      establishments: establishments.length,
      needs: needs.map((need) => ({
        ...need,
        content: contents.find(({ value }) => value === need.contentCode)?.label ?? need.contentCode,
      })),
    };
  });
}
