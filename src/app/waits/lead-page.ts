import { daysBetween, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Marks, type Tx } from '#platform/server';
import { needCommunes, needFilterFrom, needQuery } from '#programmes';
import { countNeeds, roundsOf } from '#programmes/server';
import {
  leadLegs,
  legListFrom,
  legTime,
  waitFilterFrom,
  waitQuery,
  type LegListFilter,
  type LegTime,
  type WaitFilter,
} from '#projects';
import {
  closedProjects,
  legCounts,
  listLegs,
  passedInYear,
  readMarks,
  withoutRecused,
} from '#projects/server';
import { kept } from './kept.ts';
import { listKey } from './list-key.ts';
import { daysOf } from './waits-page.ts';

const PAGE_SIZE = 40;
/** How far needs are counted; beyond it the page says "more than". */
const COUNTED_TO = 1000;
/** From the first submission to the first payment, and the legs it is made of: the projects of one year and of the year before. */
export function loadLead(cx: Context, params: URLSearchParams, locale: 'vi' | 'en') {
  const today = todayIn(cx.now);
  const filter = waitFilterFrom(params, yearOf(today));
  return inProvince(cx, async (tx) => {
    const marks = await readMarks(tx, cx.province);
    const key = `lead time ${locale} ${cx.province} ${today} ${waitQuery(filter)}`;
    const lead = await kept.of(key, marks, ['legs', 'law'], () =>
      reckonLead(tx, cx.province, marks, filter, today, locale),
    );
    return { ...lead, needs: await needsWithoutRequest(tx, cx, filter) };
  });
}

async function reckonLead(
  tx: Tx,
  province: string,
  marks: Marks,
  filter: WaitFilter,
  today: LocalDate,
  locale: 'vi' | 'en',
) {
  const { calendar } = await daysOf(tx, province, marks, today);
  const counts = await legCounts(tx, province, filter, ['whole', ...leadLegs]);
  const times = counts.map((row) => legTime(row, today, calendar));
  const of = (leg: LegTime['leg']) => ({
    leg,
    year: times.find((time) => time.leg === leg && time.year === filter.year)!,
    before: times.find((time) => time.leg === leg && time.year === filter.year - 1)!,
  });
  const contents = [...(await loadContents(tx, province)).values()];
  return {
    filter,
    today,
    thisYear: yearOf(today),
    contents: contents.map((c) => ({ code: c.code, name: c.name[locale] })),
    whole: of('whole'),
    legs: leadLegs.map(of),
  };
}

/** How many projects a list holds, from the counts kept beside the legs. */
async function countLegs(tx: Tx, province: string, marks: Marks, filter: LegListFilter): Promise<number> {
  const { year, procedure, content, leg, outcome } = filter;
  const key = `legs ${province} ${leg} ${outcome} ${waitQuery({ year, procedure, content })}`;
  return kept.of(key, marks, ['legs'], async () => {
    if (outcome === 'passed') return (await passedInYear(tx, province, filter)).get(leg) ?? 0;
    const counts = (await legCounts(tx, province, filter, [leg])).find((row) => row.year === year);
    const found =
      outcome === 'running'
        ? counts?.running
        : counts?.ended.filter(
            ({ unit, reached }) => unit === 'calendar' && reached === (outcome === 'reached'),
          );
    return (found ?? []).reduce((sum, { n }) => sum + n, 0);
  });
}

/** Needs of the rounds opened in the year that no request was made of: they have no way yet that could be counted. */
async function needsWithoutRequest(tx: Tx, cx: Context, filter: WaitFilter) {
  const communes = needCommunes(cx.actor);
  if (communes === undefined) return [];
  const rounds = (await roundsOf(tx, cx.province)).filter((r) => yearOf(r.openedOn) === filter.year);
  const { procedure, content } = filter;
  const needs = { ...needFilterFrom(new URLSearchParams()), procedure, content, requested: false };
  const counted = [];
  for (const { id, name } of rounds) {
    const count = await countNeeds(tx, id, needs, communes, COUNTED_TO + 1);
    const more = count > COUNTED_TO;
    counted.push({
      id,
      name,
      count: Math.min(count, COUNTED_TO),
      more,
      query: needQuery(needs, { round: id }),
    });
  }
  return counted.filter(({ count }) => count > 0);
}

/** The projects behind one figure, a page of them. */
export function loadLeadList(cx: Context, params: URLSearchParams) {
  const today = todayIn(cx.now);
  const filter = legListFrom(params, waitFilterFrom(params, yearOf(today)));
  const byDay = filter.outcome === 'running' || filter.outcome === 'passed';
  const after = listKey(params.get('after'), byDay ? 'day' : 'number');
  return inProvince(cx, async (tx) => {
    const marks = await readMarks(tx, cx.province);
    const { calendar } = await daysOf(tx, cx.province, marks, today);
    const { rows, next } = await listLegs(tx, cx.province, filter, { after, size: PAGE_SIZE });
    return {
      filter,
      next,
      isFirst: after === null,
      count: await countLegs(tx, cx.province, marks, filter),
      closed: (await closedProjects(tx, cx)).size,
      rows: (await withoutRecused(tx, cx, rows, ({ projectId }) => projectId)).map((row) => ({
        ...row,
        workingDays: row.workingDays ?? workingDaysBetween(row.startedOn, today, calendar),
        days: row.days ?? daysBetween(row.startedOn, today),
      })),
    };
  });
}
