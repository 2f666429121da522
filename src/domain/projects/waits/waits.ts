import type { LocalDate } from '#kernel';
import { roles, type Role } from '#people';
import {
  awaitedEvent,
  events,
  stageOf,
  stages,
  states,
  type Event,
  type ProcedureKind,
  type Stage,
} from '../project.transitions.ts';

/** What figures of waits are narrowed by. The year is that in which a wait ended; open waits are of no year. */
export interface WaitFilter {
  readonly year: number;
  readonly procedure: ProcedureKind | null;
  readonly content: string | null;
}

/** The waits behind one figure: `soon` is due today or in the next working days. */
export const waitKinds = ['open', 'late', 'soon', 'ended', 'ended_late'] as const;
export type WaitKind = (typeof waitKinds)[number];

export interface WaitListFilter extends WaitFilter {
  readonly kind: WaitKind;
  readonly stage: Stage | null;
  readonly step: Event | null;
  readonly role: Role | null;
}

/** How many working days ahead a wait is about to be late. */
export const SOON_DAYS = 5;

/** The acts somebody can wait for, in the order of the way, each with its stage. */
const stageByStep: ReadonlyMap<Event, Stage> = new Map(
  states.flatMap((state) => {
    const stage = stageOf(state);
    const at = stage === null || stage === 'done' ? 'settlement' : stage;
    return (['provincial', 'national'] as const).flatMap((kind) =>
      [awaitedEvent(state, kind), awaitedEvent(state, kind, true)].flatMap((event) =>
        event === null || state === 'stopped' ? [] : [[event, at] as const],
      ),
    );
  }),
);

export const waitSteps: readonly Event[] = [...stageByStep.keys()];

/** A step the table no longer has stays countable: with the last stage. */
export const stageOfStep = (step: Event): Stage => stageByStep.get(step) ?? 'settlement';

export function stepsOf({ stage, step }: Pick<WaitListFilter, 'stage' | 'step'>): readonly Event[] {
  if (step !== null) return [step];
  return stage === null ? waitSteps : waitSteps.filter((one) => stageOfStep(one) === stage);
}

/** Reads a filter from an address; what is not understood is left out. */
export function waitFilterFrom(params: URLSearchParams, thisYear: number): WaitFilter {
  const year = Number(params.get('year'));
  const procedure = params.get('procedure');
  return {
    year: Number.isInteger(year) && year >= 2002 && year <= 2100 ? year : thisYear,
    procedure: procedure === 'national' || procedure === 'provincial' ? procedure : null,
    content: params.get('content')?.trim().slice(0, 10) || null,
  };
}

export function waitListFrom(params: URLSearchParams, thisYear: number): WaitListFilter {
  const one = <T extends string>(name: string, among: readonly T[]) =>
    among.find((value) => value === params.get(name)) ?? null;
  return {
    ...waitFilterFrom(params, thisYear),
    kind: one('kind', waitKinds) ?? 'open',
    stage: one('stage', stages),
    step: one('step', events),
    role: one('role', roles),
  };
}

/** The text form of a filter, for an address. */
export function waitQuery(filter: WaitFilter & Partial<WaitListFilter>): string {
  const entries = Object.entries(filter).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(entries).toString();
}

/** The waits of one desk that ended in one year. Days are working days the clock ran. */
export interface EndedWaits {
  readonly year: number;
  readonly step: Event;
  readonly role: Role;
  readonly ended: number;
  readonly late: number;
  /** Of how many the days are not known. */
  readonly unknown: number;
  /** Nearest rank; null when of none the days are known. */
  readonly median: number | null;
  readonly ninetieth: number | null;
  /** Days the procedure gave, on average. */
  readonly given: number;
}

/** The running waits of one desk. */
export interface OpenWaits {
  readonly step: Event;
  readonly role: Role;
  readonly open: number;
  readonly late: number;
  readonly soon: number;
  /** The day the oldest began. */
  readonly oldest: LocalDate;
}

/** How many waits a list of them holds, from the figures of the same procedure, content and year. */
export function countedWaits(
  filter: WaitListFilter,
  open: readonly OpenWaits[],
  ended: readonly EndedWaits[],
): number {
  const steps = stepsOf(filter);
  const isAsked = ({ step, role }: { readonly step: Event; readonly role: Role }) =>
    steps.includes(step) && (filter.role === null || role === filter.role);
  const { kind, year } = filter;
  const counts =
    kind === 'ended' || kind === 'ended_late'
      ? ended
          .filter((row) => row.year === year && isAsked(row))
          .map((row) => (kind === 'ended' ? row.ended : row.late))
      : open.filter(isAsked).map((row) => row[kind]);
  return counts.reduce((sum, n) => sum + n, 0);
}
