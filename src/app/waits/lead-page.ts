import { daysBetween, todayIn, workingDaysBetween, yearOf } from '#kernel';
import { loadContents, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { leadLegs, legListFrom, legTime, waitFilterFrom, type LegTime } from '#projects';
import { countListedLegs, legCounts, listLegs, withoutRecused } from '#projects/server';
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
    };
  });
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
      rows: (await withoutRecused(tx, cx, rows, ({ projectId }) => projectId)).map((row) => ({
        ...row,
        workingDays: row.workingDays ?? workingDaysBetween(row.startedOn, today, calendar),
        days: row.days ?? daysBetween(row.startedOn, today),
      })),
    };
  });
}
