import {
  addWorkingDays,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  localDate,
  addDong,
  ZERO_DONG,
  type Dong,
  type LocalDate,
  type WorkingCalendar,
} from '#kernel';
import type { ProcedureKind } from '../project.transitions.ts';
import type { Leg } from './legs.ts';
import { daysUntil, survivalOf, type Ended, type Survival } from './survival.ts';

/** What is forecast, from the approval of the plan on: the first advance, the acceptance of works, the settlement. */
export const forecastEvents = ['advance', 'acceptance', 'settlement'] as const;
export type ForecastEvent = (typeof forecastEvents)[number];

/** The legs a project may stand on before each, with those still to come. Works under contract are counted from its last day. */
const routes: Readonly<Record<ForecastEvent, readonly (readonly [now: Leg, ...later: Leg[]])[]>> = {
  advance: [['estimate', 'contract', 'advance'], ['contract', 'advance'], ['advance']],
  acceptance: [['estimate', 'contract', 'works'], ['contract', 'works'], ['term']],
  settlement: [
    ['estimate', 'contract', 'works', 'payment', 'settlement'],
    ['contract', 'works', 'payment', 'settlement'],
    ['term', 'payment', 'settlement'],
    ['payment', 'settlement'],
    ['settlement'],
  ],
};
export const forecastLegs: readonly Leg[] = [
  ...new Set(forecastEvents.flatMap((event) => routes[event].flat())),
];
/** The legs before an advance. */
export const advanceLegs: readonly Leg[] = routes.advance[0]!;
/** The leg whose end each event is. */
export const legOfEvent: Readonly<Record<ForecastEvent, Leg>> = {
  advance: 'advance',
  acceptance: 'works',
  settlement: 'settlement',
};

/** Fewer that came to the end of a leg in the past tell nothing of the next. */
export const LEAST_PAST = 5;
/** Whose past tells the next: projects whose requests were submitted in this year or in so many before. */
export const LATE_YEARS = 3;
/** How many months are told one by one, from this one. */
const MONTHS = 12;

/** What is known of one leg of one procedure: how long it took of late, and who stands on it, by the day it counts from. */
export interface LegPast {
  readonly procedure: ProcedureKind;
  readonly leg: Leg;
  /** Calendar days, of the projects of late years. */
  readonly ended: readonly Ended[];
  readonly running: readonly StandingSince[];
}

interface StandingSince {
  readonly day: LocalDate;
  readonly n: number;
  /** How many of them are projects of late years. */
  readonly recent: number;
  /** What was approved for all of them together. */
  readonly amount: Dong;
  /** The most that may first be advanced of it by the rules of their contents. */
  readonly advance: Dong;
}

/** What days of a leg are taken from: the past, the last day of the contract, the days of the procedure, or nothing. */
export type Basis =
  | {
      readonly kind: 'past';
      readonly reached: number;
      readonly median: number;
      readonly ninetieth: number | null;
    }
  | { readonly kind: 'contract'; readonly reached: number }
  | { readonly kind: 'rule'; readonly reached: number; readonly workingDays: number }
  | { readonly kind: 'none'; readonly reached: number };

/** `YYYY-MM`; later than the months told; or not to be told. */
export type Bucket = string;

/** Projects of one leg that count from one day, and when they are expected. */
interface Standing {
  readonly event: ForecastEvent;
  readonly procedure: ProcedureKind;
  readonly leg: Leg;
  readonly day: LocalDate;
  readonly n: number;
  readonly amount: Dong;
  readonly bucket: Bucket;
}

/** How many projects, and their money. */
interface Expected {
  readonly n: number;
  readonly amount: Dong;
}

export interface Forecast {
  readonly months: readonly string[];
  readonly standing: readonly Standing[];
  readonly counts: Readonly<Record<ForecastEvent, ReadonlyMap<Bucket, Expected>>>;
  readonly bases: readonly { readonly procedure: ProcedureKind; readonly leg: Leg; readonly basis: Basis }[];
  /** Of the projects of late years whose works came to an end, how many had been paid in advance. */
  readonly advances: { readonly paid: number; readonly of: number };
  /** When a project that stands on a leg since a day comes to an event; null where the past says nothing of it. */
  readonly expected: (
    event: ForecastEvent,
    procedure: ProcedureKind,
    leg: Leg,
    day: LocalDate,
  ) => LocalDate | null;
}

/**
 * When the projects under way will come to each event. The leg a project stands on ends when half of those of the past that
 * had been on it as long had ended it; each leg after it takes its median. Of too small a past, the days of the procedure are
 * taken instead, or the last day of the contract; what is overdue by them is expected today.
 */
export function forecastOf(
  past: readonly LegPast[],
  ruleDays: (procedure: ProcedureKind, leg: Leg) => number | null,
  today: LocalDate,
  calendar: WorkingCalendar,
): Forecast {
  const known: Record<ProcedureKind, Map<Leg, Known>> = { provincial: new Map(), national: new Map() };
  for (const row of past) {
    const soFar = row.running.map(({ day, recent }) => ({ days: daysBetween(day, today), n: recent }));
    const survival = survivalOf(row.ended, soFar);
    known[row.procedure].set(row.leg, { survival, basis: basisOf(row, survival, ruleDays) });
  }

  // Days are numbers here: some thousand of them are moved about for one page.
  const now = dayNumber(today);
  const afterWork = (day: number, n: number) => dayNumber(addWorkingDays(dateOfDayNumber(day), n, calendar));
  const endOf = (procedure: ProcedureKind, leg: Leg, day: number): number | null => {
    const { survival, basis } = known[procedure].get(leg) ?? nothing;
    if (basis.kind === 'none') return null;
    if (basis.kind === 'past') {
      const days = daysUntil(survival, 0.5, now - day);
      return days === null ? null : day + days;
    }
    return Math.max(now, basis.kind === 'rule' ? afterWork(day, basis.workingDays) : day);
  };
  const through = (procedure: ProcedureKind, leg: Leg, from: number): number | null => {
    const { basis } = known[procedure].get(leg) ?? nothing;
    if (basis.kind === 'past') return from + basis.median;
    return basis.kind === 'rule' ? afterWork(from, basis.workingDays) : null;
  };
  const onward = (procedure: ProcedureKind, later: readonly Leg[], end: number | null) =>
    later.reduce((day, next) => (day === null ? null : through(procedure, next, day)), end);
  const expected: Forecast['expected'] = (event, procedure, leg, day) => {
    const [, ...later] = routes[event].find(([first]) => first === leg) ?? [leg];
    const found = onward(procedure, later, endOf(procedure, leg, dayNumber(day)));
    return found === null ? null : dateOfDayNumber(found);
  };

  const months = monthsFrom(today);
  const starts = [...months, nextMonth(months.at(-1)!)].map((month) => dayNumber(localDate(`${month}-01`)));
  const bucketOf = (day: number | null): Bucket =>
    day === null ? 'unknown' : (months[starts.findIndex((start) => day < start) - 1] ?? 'later');
  const standing = past.flatMap(({ procedure, leg, running }) => {
    const onTheWay = forecastEvents.flatMap((event) =>
      routes[event].flatMap(([first, ...later]) => (first === leg ? [{ event, later }] : [])),
    );
    if (onTheWay.length === 0) return [];
    return running.flatMap(({ day, n, amount: approved, advance }) => {
      const end = endOf(procedure, leg, dayNumber(day));
      return onTheWay.map(({ event, later }) => {
        const bucket = bucketOf(onward(procedure, later, end));
        const amount = event === 'advance' ? advance : approved;
        return { event, procedure, leg, day, n, amount, bucket };
      });
    });
  });
  const bases = past.map(({ procedure, leg }) => ({
    procedure,
    leg,
    basis: known[procedure].get(leg)!.basis,
  }));
  return { months, standing, counts: countsOf(standing), bases, advances: advancesOf(past), expected };
}

interface Known {
  readonly survival: Survival;
  readonly basis: Basis;
}
const nothing: Known = { survival: { steps: [], reached: 0 }, basis: { kind: 'none', reached: 0 } };

function basisOf(
  { procedure, leg }: LegPast,
  survival: Survival,
  ruleDays: (procedure: ProcedureKind, leg: Leg) => number | null,
): Basis {
  const { reached } = survival;
  const median = daysUntil(survival, 0.5);
  if (reached >= LEAST_PAST && median !== null)
    return { kind: 'past', reached, median, ninetieth: daysUntil(survival, 0.9) };
  if (leg === 'term') return { kind: 'contract', reached };
  const workingDays = ruleDays(procedure, leg);
  return workingDays === null ? { kind: 'none', reached } : { kind: 'rule', reached, workingDays };
}

function advancesOf(past: readonly LegPast[]): Forecast['advances'] {
  const ended = past.filter(({ leg }) => leg === 'advance').flatMap((row) => row.ended);
  const sum = (rows: readonly Ended[]) => rows.reduce((total, { n }) => total + n, 0);
  return { paid: sum(ended.filter(({ reached }) => reached)), of: sum(ended) };
}

function monthsFrom(today: LocalDate): string[] {
  const months = [today.slice(0, 7)];
  while (months.length < MONTHS) months.push(nextMonth(months.at(-1)!));
  return months;
}

function nextMonth(month: string): string {
  const [year, nth] = month.split('-').map(Number) as [number, number];
  return nth === 12 ? `${year + 1}-01` : `${year}-${String(nth + 1).padStart(2, '0')}`;
}

/** How many projects are expected to come to an event in a month, later, or nobody knows when; of no month: in all. */
export function expectedIn({ counts }: Forecast, event: ForecastEvent, bucket: Bucket = 'all'): number {
  return counts[event].get(bucket)?.n ?? 0;
}

/** Their money: the most that may be advanced; what was approved of what will be accepted or settled. */
export function expectedMoney({ counts }: Forecast, event: ForecastEvent, bucket: Bucket = 'all'): Dong {
  return counts[event].get(bucket)?.amount ?? ZERO_DONG;
}

function countsOf(standing: readonly Standing[]): Forecast['counts'] {
  const counts = { advance: new Map(), acceptance: new Map(), settlement: new Map() } as Record<
    ForecastEvent,
    Map<Bucket, Expected>
  >;
  for (const { event, bucket, n, amount } of standing)
    for (const one of [bucket, 'all']) {
      const before = counts[event].get(one) ?? { n: 0, amount: ZERO_DONG };
      counts[event].set(one, { n: before.n + n, amount: addDong(before.amount, amount) });
    }
  return counts;
}

/** From which day to which the projects of one leg count that a figure is made of. */
export interface LegRange {
  readonly procedure: ProcedureKind;
  readonly leg: Leg;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** What a figure's list is read by: neighbouring days of one leg that come to the same month are one range. */
export function rangesOf({ standing }: Forecast, event: ForecastEvent, bucket: Bucket): LegRange[] {
  const own = standing.filter((row) => row.event === event);
  return [...Map.groupBy(own, ({ procedure, leg }) => `${procedure}/${leg}`).values()].flatMap((rows) => {
    const ranges: LegRange[] = [];
    let last: Standing | undefined;
    for (const row of rows.toSorted((a, b) => a.day.localeCompare(b.day))) {
      const open = last?.bucket === bucket ? ranges.pop() : undefined;
      if (row.bucket === bucket)
        ranges.push({ procedure: row.procedure, leg: row.leg, from: open?.from ?? row.day, until: row.day });
      else if (open) ranges.push(open);
      last = row;
    }
    return ranges;
  });
}
