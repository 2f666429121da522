import { daysBetween, todayIn, workingDaysBetween, yearOf } from '#kernel';
import { loadContents, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { needCommunes, needFilterFrom, needQuery } from '#programmes';
import { countNeeds, roundsOf } from '#programmes/server';
import { leadLegs, legListFrom, legTime, waitFilterFrom, type LegTime, type WaitFilter } from '#projects';
import { countListedLegs, legCounts, listLegs } from '#projects/server';
import { listKey } from './list-key.ts';

const PAGE_SIZE = 40;
/** How far the projects of a list are counted; beyond it the page says "more than". */
const COUNTED_TO = 1000;

/** From the first submission to the first payment, and the legs it is made of: the projects of one year and of the year before. */
export function loadLead(cx: Context, params: URLSearchParams, locale: 'vi' | 'en') {
  const today = todayIn(cx.now);
  const filter = waitFilterFrom(params, yearOf(today));
  return inProvince(cx, async (tx) => {
    const calendar = await workingCalendarOn(tx);
    const counts = await legCounts(tx, cx.province, filter, ['whole', ...leadLegs]);
    const times = counts.map((row) => legTime(row, today, calendar));
    const of = (leg: LegTime['leg']) => ({
      leg,
      year: times.find((time) => time.leg === leg && time.year === filter.year)!,
      before: times.find((time) => time.leg === leg && time.year === filter.year - 1)!,
    });
    const contents = [...(await loadContents(tx, cx.province)).values()];
    return {
      filter,
      today,
      thisYear: yearOf(today),
      contents: contents.map((c) => ({ code: c.code, name: c.name[locale] })),
      whole: of('whole'),
      legs: leadLegs.map(of),
      needs: await needsWithoutRequest(tx, cx, filter),
    };
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
    const calendar = await workingCalendarOn(tx);
    const { rows, next } = await listLegs(tx, cx.province, filter, { after, size: PAGE_SIZE });
    const count = await countListedLegs(tx, cx.province, filter, COUNTED_TO + 1);
    return {
      filter,
      next,
      isFirst: after === null,
      count: Math.min(count, COUNTED_TO),
      more: count > COUNTED_TO,
      rows: rows.map((row) => ({
        ...row,
        workingDays: row.workingDays ?? workingDaysBetween(row.startedOn, today, calendar),
        days: row.days ?? daysBetween(row.startedOn, today),
      })),
    };
  });
}
