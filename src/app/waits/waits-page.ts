import { addWorkingDays, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { loadContents, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import {
  legOfStage,
  SOON_DAYS,
  stageOfStep,
  stages,
  waitFilterFrom,
  waitListFrom,
  waitSteps,
  type EndedWaits,
  type OpenWaits,
} from '#projects';
import {
  countListedWaits,
  endedWaits,
  listWaits,
  openWaits,
  passedInYear,
  withoutRecused,
} from '#projects/server';
import { listKey } from './list-key.ts';

const PAGE_SIZE = 40;
/** How far the waits of a list are counted; beyond it the page says "more than". */
const COUNTED_TO = 1000;

/** One desk and what it is waited for: its running waits, and those that ended in the year and the year before. */
export interface DeskRow {
  readonly step: EndedWaits['step'];
  readonly role: EndedWaits['role'];
  readonly open: OpenWaits | null;
  readonly year: EndedWaits | null;
  readonly before: EndedWaits | null;
}

export interface StageGroup {
  readonly stage: (typeof stages)[number];
  readonly rows: readonly DeskRow[];
}

const sum = (rows: readonly DeskRow[], of: (row: DeskRow) => number | undefined) =>
  rows.reduce((total, row) => total + (of(row) ?? 0), 0);

/** The desks in the order of the way, gathered by stage; stages where nothing waits or ended are left out. */
function groupsOf(year: number, open: readonly OpenWaits[], ended: readonly EndedWaits[]): StageGroup[] {
  const desks = new Map<string, DeskRow>();
  for (const { step, role } of [...open, ...ended]) {
    const here = (row: { readonly step: string; readonly role: string }) =>
      row.step === step && row.role === role;
    desks.set(`${step}/${role}`, {
      step,
      role,
      open: open.find(here) ?? null,
      year: ended.find((row) => here(row) && row.year === year) ?? null,
      before: ended.find((row) => here(row) && row.year === year - 1) ?? null,
    });
  }
  const rows = [...desks.values()].toSorted(
    (a, b) => waitSteps.indexOf(a.step) - waitSteps.indexOf(b.step) || a.role.localeCompare(b.role),
  );
  return stages.flatMap((stage) => {
    const own = rows.filter((row) => stageOfStep(row.step) === stage);
    return own.length === 0 ? [] : [{ stage, rows: own }];
  });
}

/** The days that decide what is late and what is about to be. */
async function daysOf(tx: Tx, today: LocalDate) {
  const calendar = await workingCalendarOn(tx);
  return { calendar, days: { today, soonUntil: addWorkingDays(today, SOON_DAYS, calendar) } };
}

/** All figures of "where it waits" for a filter. */
export function loadWaits(cx: Context, params: URLSearchParams, locale: 'vi' | 'en') {
  const today = todayIn(cx.now);
  const filter = waitFilterFrom(params, yearOf(today));
  return inProvince(cx, async (tx) => {
    const { days } = await daysOf(tx, today);
    const groups = groupsOf(
      filter.year,
      await openWaits(tx, cx.province, filter, days),
      await endedWaits(tx, cx.province, filter),
    );
    const passed = await passedInYear(tx, cx.province, filter);
    const rows = groups.flatMap((group) => group.rows);
    const contents = [...(await loadContents(tx, cx.province)).values()];
    return {
      filter,
      groups,
      ...days,
      thisYear: yearOf(today),
      contents: contents.map((c) => ({ code: c.code, name: c.name[locale] })),
      totals: {
        open: sum(rows, (row) => row.open?.open),
        late: sum(rows, (row) => row.open?.late),
        soon: sum(rows, (row) => row.open?.soon),
        ended: sum(rows, (row) => row.year?.ended),
        endedLate: sum(rows, (row) => row.year?.late),
        unknown: sum(rows, (row) => (row.year?.unknown ?? 0) + (row.before?.unknown ?? 0)),
      },
      byStage: stages.map((stage) => {
        const own = groups.find((group) => group.stage === stage)?.rows ?? [];
        return {
          stage,
          open: sum(own, (row) => row.open?.open),
          late: sum(own, (row) => row.open?.late),
          soon: sum(own, (row) => row.open?.soon),
          /** How many went on from here in the year, most often to the next stage. */
          passed: passed.get(legOfStage[stage]) ?? 0,
          oldest: own.flatMap((row) => (row.open ? [row.open.oldest] : [])).toSorted()[0] ?? null,
        };
      }),
    };
  });
}

/** The waits behind one figure, a page of them. */
export function loadWaitList(cx: Context, params: URLSearchParams) {
  const today = todayIn(cx.now);
  const filter = waitListFrom(params, yearOf(today));
  const after = listKey(params.get('after'), 'day');
  return inProvince(cx, async (tx) => {
    const { calendar, days } = await daysOf(tx, today);
    const { rows, next } = await listWaits(tx, cx.province, filter, days, { after, size: PAGE_SIZE });
    const count = await countListedWaits(tx, cx.province, filter, days, COUNTED_TO + 1);
    return {
      filter,
      today,
      next,
      isFirst: after === null,
      count: Math.min(count, COUNTED_TO),
      more: count > COUNTED_TO,
      rows: (await withoutRecused(tx, cx, rows, ({ projectId }) => projectId)).map((row) => ({
        ...row,
        workingDays:
          row.dueOn < today
            ? -workingDaysBetween(row.dueOn, today, calendar)
            : workingDaysBetween(today, row.dueOn, calendar),
      })),
    };
  });
}
