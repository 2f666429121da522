import {
  compareDong,
  localDate,
  percentOf,
  todayIn,
  yearOf,
  ZERO_DONG,
  type Dong,
  type LocalDate,
} from '#kernel';
import { firstAdvanceShare, type Procedure } from '#law';
import { advanceRulesOn, loadContents, procedureOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Marks, type Tx } from '#platform/server';
import {
  expectedIn,
  expectedMoney,
  forecastEvents,
  forecastOf,
  legOfEvent,
  rangesOf,
  waitFilterFrom,
  waitQuery,
  type Bucket,
  type Event,
  type Forecast,
  type ForecastEvent,
  type Leg,
  type ProcedureKind,
  type WaitFilter,
} from '#projects';
import {
  closedProjects,
  legPasts,
  listStanding,
  reachedByMonth,
  readMarks,
  withoutRecused,
  type AdvanceShare,
  type ListedStanding,
} from '#projects/server';
import { kept } from './kept.ts';
import { listKey } from './list-key.ts';
import { daysOf } from './waits-page.ts';

const PAGE_SIZE = 40;

/** The acts that a leg waits for, whose days the procedure gives. Of advances and works it gives none. */
const actsOfLeg: Readonly<Partial<Record<Leg, readonly Event[]>>> = {
  estimate: ['submit_estimate', 'approve_estimate'],
  contract: ['sign_contract'],
  payment: ['request_payment', 'pay'],
  settlement: ['submit_settlement', 'approve_settlement'],
};

function daysByRule(procedure: Procedure | undefined, leg: Leg): number | null {
  const days = actsOfLeg[leg]?.map((event) => procedure?.steps.get(event as never)?.days ?? null);
  return days === undefined || days.includes(null)
    ? null
    : days.reduce<number>((sum, n) => sum + (n ?? 0), 0);
}

function makeForecast(tx: Tx, province: string, marks: Marks, filter: WaitFilter, today: LocalDate) {
  const { procedure, content } = filter;
  const key = `forecast ${province} ${today} ${procedure ?? ''} ${content ?? ''}`;
  return kept.of(key, marks, ['legs', 'law'], async () => {
    const procedures = new Map<ProcedureKind, Procedure>();
    for (const kind of ['provincial', 'national'] as const) {
      const found = await procedureOn(tx, kind, province, today);
      if (found.ok) procedures.set(kind, found.value);
    }
    const shares = await advanceShares(tx, today);
    const past = await legPasts(tx, province, filter, yearOf(today), shares);
    const { calendar } = await daysOf(tx, province, marks, today);
    const ruleDays = (kind: ProcedureKind, leg: Leg) => daysByRule(procedures.get(kind), leg);
    return { ...forecastOf(past, ruleDays, today, calendar), shares };
  });
}

/** How much of a support may first be advanced today, by programme and content; of a content without a rule, nothing is told. */
async function advanceShares(tx: Tx, today: LocalDate): Promise<AdvanceShare[]> {
  const shares: AdvanceShare[] = [];
  for (const procedure of ['provincial', 'national'] as const)
    for (const [content, rule] of await advanceRulesOn(tx, procedure, today))
      shares.push({ procedure, content, share: firstAdvanceShare(rule) });
  return shares;
}

/** The months to come, each with what is expected of each event and how many the same month of last year saw. */
export function loadForecast(cx: Context, params: URLSearchParams, locale: 'vi' | 'en') {
  const today = todayIn(cx.now);
  const filter = waitFilterFrom(params, yearOf(today));
  return inProvince(cx, async (tx) => {
    const marks = await readMarks(tx, cx.province);
    const key = `months ${locale} ${cx.province} ${today} ${waitQuery(filter)}`;
    return kept.of(key, marks, ['legs', 'law'], () =>
      reckonForecast(tx, cx.province, marks, filter, today, locale),
    );
  });
}

async function reckonForecast(
  tx: Tx,
  province: string,
  marks: Marks,
  filter: WaitFilter,
  today: LocalDate,
  locale: 'vi' | 'en',
) {
  const forecast = await makeForecast(tx, province, marks, filter, today);
  const lastYear = localDate(`${yearOf(today) - 1}-${today.slice(5, 7)}-01`);
  const legs = forecastEvents.map((event) => legOfEvent[event]);
  const reached = await reachedByMonth(tx, province, filter, legs, lastYear);
  const before = (event: ForecastEvent, month: string) => {
    const sameLastYear = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
    // A month of last year that has not ended yet is no measure.
    if (sameLastYear >= today.slice(0, 7)) return null;
    const row = reached.find((one) => one.leg === legOfEvent[event] && one.month === sameLastYear);
    return { n: row?.n ?? 0, amount: row?.amount ?? ZERO_DONG };
  };
  const contents = [...(await loadContents(tx, province)).values()];
  const ofBucket = (bucket: Bucket) =>
    forecastEvents.map((event) => ({
      event,
      n: expectedIn(forecast, event, bucket),
      amount: expectedMoney(forecast, event, bucket),
    }));
  return {
    filter,
    today,
    thisYear: yearOf(today),
    contents: contents.map((c) => ({ code: c.code, name: c.name[locale] })),
    months: forecast.months.map((month) => ({
      month,
      events: ofBucket(month).map((row) => ({ ...row, before: before(row.event, month) })),
    })),
    later: ofBucket('later'),
    unknown: ofBucket('unknown'),
    open: forecastEvents.map((event) => ({ event, ...outlook(forecast, event, yearOf(today)) })),
    bases: forecast.bases,
    advances: forecast.advances,
  };
}

/** All that is open, its busiest month, and how much of it is expected only when the year is over. */
function outlook(forecast: Forecast, event: ForecastEvent, year: number) {
  const byMonth = forecast.months.map((month) => ({
    month,
    n: expectedIn(forecast, event, month),
    amount: expectedMoney(forecast, event, month),
  }));
  const peak = byMonth.toSorted((a, b) => b.n - a.n)[0];
  const dearest = byMonth.toSorted((a, b) => compareDong(b.amount, a.amount))[0];
  const thisYear = byMonth
    .filter(({ month }) => month.startsWith(String(year)))
    .reduce((sum, { n }) => sum + n, 0);
  const open = expectedIn(forecast, event);
  return {
    n: open,
    amount: expectedMoney(forecast, event),
    peak: peak && peak.n > 0 ? peak : null,
    dearest: dearest && dearest.amount > 0n ? dearest : null,
    afterYear: open - thisYear - expectedIn(forecast, event, 'unknown'),
  };
}

/** The projects expected to come to an event in one month, a page of them. */
export function loadForecastList(cx: Context, params: URLSearchParams) {
  const today = todayIn(cx.now);
  const filter = waitFilterFrom(params, yearOf(today));
  const event = forecastEvents.find((one) => one === params.get('event')) ?? 'settlement';
  const after = listKey(params.get('after'), 'day');
  return inProvince(cx, async (tx) => {
    const marks = await readMarks(tx, cx.province);
    const forecast = await makeForecast(tx, cx.province, marks, filter, today);
    const buckets = [...forecast.months, 'later', 'unknown'];
    const bucket = buckets.find((one) => one === params.get('month')) ?? forecast.months[0]!;
    const ranges = rangesOf(forecast, event, bucket);
    const { rows, next } = await listStanding(tx, cx.province, ranges, filter.content, {
      after,
      size: PAGE_SIZE,
    });
    const amountOf = (row: ListedStanding): Dong => {
      if (event !== 'advance') return row.amount;
      const rule = forecast.shares.find(
        ({ procedure, content }) => procedure === row.procedure && content === row.content,
      );
      return rule === undefined ? ZERO_DONG : percentOf(row.amount, rule.share);
    };
    return {
      ...{ filter, event, bucket, next, isFirst: after === null },
      count: expectedIn(forecast, event, bucket),
      amount: expectedMoney(forecast, event, bucket),
      closed: (await closedProjects(tx, cx)).size,
      rows: (await withoutRecused(tx, cx, rows, ({ projectId }) => projectId)).map((row) => ({
        ...row,
        amount: amountOf(row),
        expected: forecast.expected(event, row.procedure, row.leg, row.day),
      })),
    };
  });
}
