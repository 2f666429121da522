import { addDays, addWorkingDays, daysBetween, type LocalDate, type WorkingCalendar } from '#kernel';
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
export const MONTHS = 12;

/** What is known of one leg of one procedure: how long it took of late, and who stands on it, by the day it counts from. */
export interface LegPast {
  readonly procedure: ProcedureKind;
  readonly leg: Leg;
  /** Calendar days, of the projects of late years. */
  readonly ended: readonly Ended[];
  /** `recent`: how many of them are projects of late years. */
  readonly running: readonly { readonly day: LocalDate; readonly n: number; readonly recent: number }[];
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
  readonly bucket: Bucket;
}

export interface Forecast {
  readonly months: readonly string[];
  readonly standing: readonly Standing[];
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
  const known = new Map(
    past.map((row) => {
      const soFar = row.running.map(({ day, recent }) => ({ days: daysBetween(day, today), n: recent }));
      const survival = survivalOf(row.ended, soFar);
      return [`${row.procedure}/${row.leg}`, { survival, basis: basisOf(row, survival, ruleDays) }] as const;
    }),
  );
  const of = (procedure: ProcedureKind, leg: Leg) => known.get(`${procedure}/${leg}`);

  // Asked for once an event: the same leg leads to several.
  const ends = new Map<string, LocalDate | null>();
  const endOf = (procedure: ProcedureKind, leg: Leg, day: LocalDate): LocalDate | null => {
    const key = `${procedure}/${leg}/${day}`;
    const end = ends.get(key) ?? endFrom(procedure, leg, day);
    ends.set(key, end);
    return end;
  };
  const endFrom = (procedure: ProcedureKind, leg: Leg, day: LocalDate): LocalDate | null => {
    const { survival, basis } = of(procedure, leg) ?? { survival: null, basis: null };
    if (basis === null || basis.kind === 'none') return null;
    if (basis.kind === 'past') {
      const days = daysUntil(survival!, 0.5, daysBetween(day, today));
      return days === null ? null : addDays(day, days);
    }
    const due = basis.kind === 'rule' ? addWorkingDays(day, basis.workingDays, calendar) : day;
    return due < today ? today : due;
  };
  const through = (procedure: ProcedureKind, leg: Leg, from: LocalDate): LocalDate | null => {
    const basis = of(procedure, leg)?.basis;
    if (basis?.kind === 'past') return addDays(from, basis.median);
    return basis?.kind === 'rule' ? addWorkingDays(from, basis.workingDays, calendar) : null;
  };
  const expected: Forecast['expected'] = (event, procedure, leg, day) => {
    const [, ...later] = routes[event].find(([now]) => now === leg) ?? [leg];
    return later.reduce<LocalDate | null>(
      (date, next) => (date === null ? null : through(procedure, next, date)),
      endOf(procedure, leg, day),
    );
  };

  const months = monthsFrom(today);
  const standing = forecastEvents.flatMap((event) =>
    past
      .filter(({ leg }) => routes[event].some(([now]) => now === leg))
      .flatMap(({ procedure, leg, running }) =>
        running.map(({ day, n }) => {
          const month = expected(event, procedure, leg, day)?.slice(0, 7);
          const bucket = month === undefined ? 'unknown' : months.includes(month) ? month : 'later';
          return { event, procedure, leg, day, n, bucket };
        }),
      ),
  );
  const bases = past.map(({ procedure, leg }) => ({ procedure, leg, basis: of(procedure, leg)!.basis }));
  return { months, standing, bases, advances: advancesOf(past), expected };
}

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
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: MONTHS }, (_, i) => {
    const at = month - 1 + i;
    return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** How many projects are expected to come to an event in a month, later, or nobody knows when. */
export function expectedIn({ standing }: Forecast, event: ForecastEvent, bucket?: Bucket): number {
  return standing
    .filter((row) => row.event === event && (bucket === undefined || row.bucket === bucket))
    .reduce((sum, { n }) => sum + n, 0);
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
