import { error, redirect } from '@sveltejs/kit';
import { councilForm, mayEstablish, MEMBER_ROWS, replacementForm, SCORE_ROWS, sessionForm } from '#appraisal';
import {
  callSession,
  councilLevels,
  councilStates,
  councilsFor,
  establishCouncil,
  readCouncil,
  replaceMember,
  usualScores,
} from '#appraisal/server';
import {
  foldText,
  isId,
  isLocalDate,
  readForm,
  todayIn,
  yearOf,
  type FormFields,
  type Locale,
} from '#kernel';
import { listOfficers, type Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { keyFrom } from '#projects';
import { storeFile } from '#records/server';
import { failWith, fileField, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';

const PAGE_SIZE = 40;

/** The councils of the province, or those the actor sits on. */
export async function loadCouncils(cx: Context, url: URL, locale: Locale) {
  const text = (name: string) => url.searchParams.get(name)?.trim() ?? '';
  const year = /^20\d\d$/.test(text('year')) ? Number(text('year')) : null;
  const state = councilStates.find((one) => one === text('state')) ?? null;
  const levels = await inProvince(cx, (tx) => councilLevels(tx));
  const level = levels.find((one) => one.level === text('level'))?.level ?? null;
  const q = text('q').slice(0, 100);
  const key = keyFrom(text('after'));
  const after = key && isLocalDate(key.value) && isId(key.id) ? key : null;
  const filter = { words: foldText(q).split(/\s+/).filter(Boolean), year, level, state };
  const { rows, next } = await councilsFor(cx, filter, { after, size: PAGE_SIZE });
  const thisYear = yearOf(todayIn(cx.now));
  return {
    ...{ q, year, level, state, next, councils: rows, isFirst: after === null },
    filtered: q !== '' || year !== null || level !== null || state !== null,
    years: Array.from({ length: 8 }, (_, i) => String(thisYear - i)),
    levels: levels.map((l) => ({ value: l.level, label: locale === 'vi' ? l.name_vi : l.name_en })),
    states: councilStates,
    mayEstablish: mayEstablish(cx.actor),
  };
}

const officers = async (tx: Tx, cx: Context) =>
  (await listOfficers(tx, todayIn(cx.now))).map((o) => ({
    value: o.id,
    label: `${o.name} (${o.unitName})`,
  }));

/** What the form of a new council offers, with what is proposed in it. */
export async function loadNewCouncil(cx: Context, locale: Locale) {
  return inProvince(cx, async (tx) => {
    const levels = await councilLevels(tx);
    const first = levels[0];
    const proposed: FormFields = {
      level: first?.level ?? '',
      quorumNum: String(first?.quorum_num ?? ''),
      quorumDen: String(first?.quorum_den ?? ''),
      ...Object.fromEntries(
        (await usualScores(tx, cx.province)).flatMap((s, i) => [
          [`scores.${i}.name`, s.name],
          [`scores.${i}.weight`, String(s.weight)],
        ]),
      ),
      ...Object.fromEntries(
        ['chair', 'deputy', 'member', 'member_secretary'].map((p, i) => [`members.${i}.position`, p]),
      ),
    };
    return {
      levels: levels.map((l) => ({ value: l.level, label: locale === 'vi' ? l.name_vi : l.name_en })),
      officers: await officers(tx, cx),
      ...{ proposed, memberRows: MEMBER_ROWS, scoreRows: SCORE_ROWS },
    };
  });
}

export async function establishFromForm(cx: Context, locale: Locale, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const read = readForm(councilForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok) return failWith({ ...stored.refusal, field: 'paper' }, fields, locale);
  const made = await establishCouncil(cx, read.value, stored && stored.value);
  if (!made.ok) return failWith(made.refusal, fields, locale);
  redirect(303, `/desk/councils/${made.value.id}?done=saved`);
}

export async function loadCouncil(cx: Context, id: string, url: URL) {
  const found = await readCouncil(cx, id);
  if (!found.ok) error(404, 'Not found');
  const offered = found.value.mayEstablish ? await inProvince(cx, (tx) => officers(tx, cx)) : [];
  return { ...found.value, officers: offered, today: todayIn(cx.now), done: url.searchParams.get('done') };
}

export async function callFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(sessionForm, fields);
  const done = read.ok ? await callSession(cx, id, read.value) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/councils/sessions/${done.value.id}?done=called`);
}

export async function replaceFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(replacementForm, fields);
  const done = read.ok ? await replaceMember(cx, id, read.value) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/councils/${id}?done=replaced`);
}
