import { addWorkingDays, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { loadContents, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Marks, type Tx } from '#platform/server';
import {
  legOfStage,
  SOON_DAYS,
  stageOfStep,
  stages,
  waitFilterFrom,
  countedWaits,
  waitListFrom,
  waitQuery,
  waitSteps,
  type EndedWaits,
  type OpenWaits,
  type WaitFilter,
} from '#projects';
import {
  closedProjects,
  deskWaits,
  endedWaits,
  listWaits,
  openWaits,
  passedInYear,
  readMarks,
  withoutRecused,
} from '#projects/server';
import { kept } from './kept.ts';
import { listKey } from './list-key.ts';

const PAGE_SIZE = 40;

/** One desk and what it is waited for: its running waits, and those that ended in the year and the year before. */
interface DeskRow {
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

/** The working days, and the days that decide what is late and what is about to be. */
export function daysOf(tx: Tx, province: string, marks: Marks, today: LocalDate) {
  return kept.of(`days ${province} ${today}`, marks, ['law'], async () => {
    const calendar = await workingCalendarOn(tx);
    return { calendar, days: { today, soonUntil: addWorkingDays(today, SOON_DAYS, calendar) } };
  });
}

/** Where dossiers wait, for the desk. */
export function waitsOfDesks(tx: Tx, province: string, marks: Marks, today: LocalDate) {
  return kept.of(`desk ${province} ${today}`, marks, ['waits'], () => deskWaits(tx, province, today));
}

/** The running waits and the ended ones of two years, by desk. */
function figuresOf(tx: Tx, province: string, marks: Marks, filter: WaitFilter, today: LocalDate) {
  const { year, procedure, content } = filter;
  const key = `waits ${province} ${today} ${waitQuery({ year, procedure, content })}`;
  return kept.of(key, marks, ['waits', 'law'], async () => {
    const { days } = await daysOf(tx, province, marks, today);
    const [open, ended] = await Promise.all([
      openWaits(tx, province, filter, days),
      endedWaits(tx, province, filter),
    ]);
    return { open, ended };
  });
}

/** All figures of "where it waits" for a filter. */
export function loadWaits(cx: Context, params: URLSearchParams, locale: 'vi' | 'en') {
  const today = todayIn(cx.now);
  const filter = waitFilterFrom(params, yearOf(today));
  return inProvince(cx, async (tx) => {
    const marks = await readMarks(tx, cx.province);
    const key = `where it waits ${locale} ${cx.province} ${today} ${waitQuery(filter)}`;
    return kept.of(key, marks, ['waits', 'legs', 'law'], () =>
      reckonWaits(tx, cx.province, marks, filter, today, locale),
    );
  });
}

async function reckonWaits(
  tx: Tx,
  province: string,
  marks: Marks,
  filter: WaitFilter,
  today: LocalDate,
  locale: 'vi' | 'en',
) {
  const { days } = await daysOf(tx, province, marks, today);
  const { open, ended } = await figuresOf(tx, province, marks, filter, today);
  const groups = groupsOf(filter.year, open, ended);
  const passed = await passedInYear(tx, province, filter);
  const rows = groups.flatMap((group) => group.rows);
  const contents = [...(await loadContents(tx, province)).values()];
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
}

/** The waits behind one figure, a page of them. */
export function loadWaitList(cx: Context, params: URLSearchParams) {
  const today = todayIn(cx.now);
  const filter = waitListFrom(params, yearOf(today));
  const after = listKey(params.get('after'), 'day');
  return inProvince(cx, async (tx) => {
    const marks = await readMarks(tx, cx.province);
    const { calendar, days } = await daysOf(tx, cx.province, marks, today);
    const figures = await figuresOf(tx, cx.province, marks, filter, today);
    const { rows, next } = await listWaits(tx, cx.province, filter, days, { after, size: PAGE_SIZE });
    return {
      filter,
      today,
      next,
      isFirst: after === null,
      count: countedWaits(filter, figures.open, figures.ended),
      closed: (await closedProjects(tx, cx)).size,
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
