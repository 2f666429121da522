import type { LocalDate } from '#kernel';
import type { ProcedureKind, Stage } from '../project.transitions.ts';

/**
 * The legs from the first registration to the first payment, in their order; each ends with the act the next begins with.
 * `need` is walked only by requests that came from a need: the others are registered when they are submitted.
 */
export const leadLegs = [
  'need',
  'screening',
  'appraisal',
  'plan',
  'estimate',
  'contract',
  'first_payment',
] as const;
/** `whole`: the lead time itself. The others are what money is forecast from; `term` counts from the end of the contract. */
export type Leg =
  'whole' | (typeof leadLegs)[number] | 'advance' | 'works' | 'term' | 'payment' | 'settlement';

/** The leg a project leaves a stage by, onward. */
export const legOfStage: Readonly<Record<Stage, Leg>> = {
  request: 'screening',
  appraisal: 'appraisal',
  plan: 'plan',
  estimate: 'estimate',
  contract: 'contract',
  works: 'works',
  payment: 'payment',
  settlement: 'settlement',
};

/** Where the projects of a leg stand: at its end, still on it, or gone from the way. */
export const legOutcomes = ['reached', 'running', 'left'] as const;
export type LegOutcome = (typeof legOutcomes)[number];
/** `passed`: came to its end in the filter's year, whatever year the request is of. */
const listKinds = [...legOutcomes, 'passed'] as const;

export interface LegFilter {
  /** The year the request was submitted in. */
  readonly year: number;
  readonly procedure: ProcedureKind | null;
  readonly content: string | null;
}

export interface LegListFilter extends LegFilter {
  readonly leg: Leg;
  readonly outcome: (typeof listKinds)[number];
}

/** What the projects of one year have been on one leg: counts by days, and those on it now by the day it began. */
export interface LegCounts {
  readonly leg: Leg;
  readonly year: number;
  readonly ended: readonly {
    readonly unit: 'calendar' | 'working';
    readonly reached: boolean;
    readonly days: number;
    readonly n: number;
  }[];
  readonly running: readonly { readonly day: LocalDate; readonly n: number }[];
}

export function legListFrom(params: URLSearchParams, filter: LegFilter): LegListFilter {
  const one = <T extends string>(name: string, among: readonly T[], otherwise: T) =>
    among.find((value) => value === params.get(name)) ?? otherwise;
  return {
    ...filter,
    leg: one('leg', ['whole', ...leadLegs, 'works', 'payment', 'settlement'] as const, 'whole'),
    outcome: one('outcome', listKinds, 'reached'),
  };
}
