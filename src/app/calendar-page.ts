import { error, redirect } from '@sveltejs/kit';
import { readForm, todayIn, yearOf, type FormFields, type Locale } from '#kernel';
import {
  calendarChanges,
  calendarYears,
  isCalendarYear,
  isVerified,
  mayKeepCalendar,
  runsOf,
  type CalendarRun,
} from '#law';
import {
  calendarDraft,
  calendarDraftForm,
  calendarOf,
  calendarPublicationForm,
  saveCalendarDraft,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { deadlineMoves, publishCalendar, withoutRecused } from '#projects/server';
import { admit } from './access.ts';
import { failWith, textFields } from './answer.ts';

/** So many moved deadlines the page names; the count is of all. */
const MOST_MOVES = 200;

/** The calendar of a year, what it rests on, and which deadlines of the province its publication moved. */
export async function loadCalendarPage(cx: Context, url: URL, locale: Locale) {
  const today = todayIn(cx.now);
  const asked = Number(url.searchParams.get('year') ?? yearOf(today));
  const year = isCalendarYear(asked, today) ? asked : yearOf(today);
  const years = calendarYears(today);
  return inProvince(cx, async (tx) => {
    const { days, publication } = await calendarOf(tx, year);
    const mine = mayKeepCalendar(cx.actor);
    const draft = mine ? await calendarDraft(tx, cx.province, year, publication?.version ?? 0) : null;
    const moved =
      publication === null
        ? { moves: [], count: 0 }
        : await deadlineMoves(tx, cx.province, publication.id, MOST_MOVES);
    const moves = await withoutRecused(tx, cx, moved.moves, ({ projectId }) => projectId);
    return {
      year,
      years,
      today,
      days: days.map(({ day, kind, name, verification }) => ({
        ...{ day, kind, name: name[locale], verification, verified: isVerified(verification) },
      })),
      publication: publication && { ...publication, publishedOn: todayIn(publication.publishedAt) },
      count: moved.count - (moved.moves.length - moves.length),
      moves,
      published: url.searchParams.has('published'),
      mine,
      waits: draft !== null,
      seesProjects: admit('/(staff)/desk/projects/[id]', { signedIn: true, actor: cx.actor }) === 'enter',
    };
  });
}

/** What is entered for a year, as fields of its form, and what publishing it would change. */
export async function loadCalendarDraft(cx: Context, yearText: string, url: URL) {
  const year = yearIn(cx, yearText);
  return inProvince(cx, async (tx) => {
    const { days, publication } = await calendarOf(tx, year);
    const draft = await calendarDraft(tx, cx.province, year, publication?.version ?? 0);
    const { notice, noticeOn } = draft ?? publication ?? { notice: '', noticeOn: '' };
    const fields: FormFields = {
      ...{ no: String(draft?.no ?? 0), notice, noticeOn, verification: draft?.verification ?? '' },
      ...fieldsOfRuns(draft?.runs ?? runsOf(days)),
    };
    return {
      year,
      fields,
      draft: draft && {
        no: draft.no,
        savedBy: draft.savedBy,
        savedOn: todayIn(draft.savedAt),
        notice: draft.notice,
        noticeOn: draft.noticeOn,
        changes: calendarChanges(days, draft.runs),
        wroteOnIt: draft.writers.includes(cx.actor.accountId),
      },
      saved: url.searchParams.has('saved'),
    };
  });
}

export async function saveCalendarFromForm(cx: Context, yearText: string, locale: Locale, request: Request) {
  const year = yearIn(cx, yearText);
  const fields = textFields(await request.formData());
  const read = readForm(calendarDraftForm, fields);
  const saved = read.ok ? await saveCalendarDraft(cx, year, Number(fields['no'] ?? 0), read.value) : read;
  if (!saved.ok) return failWith(saved.refusal, fields, locale);
  redirect(303, `/desk/calendar/${year}?saved`);
}

export async function publishCalendarFromForm(
  cx: Context,
  yearText: string,
  locale: Locale,
  request: Request,
) {
  const year = yearIn(cx, yearText);
  const read = readForm(calendarPublicationForm, textFields(await request.formData()));
  const done = read.ok ? await publishCalendar(cx, { year, no: read.value.no }) : read;
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `/desk/calendar?year=${year}&published`);
}

function yearIn(cx: Context, text: string): number {
  const year = /^\d{4}$/.test(text) ? Number(text) : NaN;
  if (!isCalendarYear(year, todayIn(cx.now))) error(404, 'Not found');
  return year;
}

function fieldsOfRuns(runs: readonly CalendarRun[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [i, { from, to, kind, vi, en }] of runs.entries()) {
    Object.assign(fields, {
      [`days.${i}.from`]: from,
      [`days.${i}.to`]: to === from ? '' : to,
      [`days.${i}.vi`]: vi,
      [`days.${i}.en`]: en,
    });
    if (kind === 'worked') fields[`days.${i}.worked`] = 'on';
  }
  return fields;
}
