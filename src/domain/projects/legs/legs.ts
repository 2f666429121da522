import type { LocalDate } from '#kernel';
import type { ProcedureKind } from '../project.transitions.ts';

/** The legs from the first submission to the first payment, in their order; each ends with the act the next begins with. */
export const leadLegs = ['screening', 'appraisal', 'plan', 'estimate', 'contract', 'first_payment'] as const;
/** `whole`: the lead time itself. Those after `first_payment` are what money is forecast from. */
const legs = ['whole', ...leadLegs, 'advance', 'works', 'term', 'payment', 'settlement'] as const;
export type Leg = (typeof legs)[number];

/** Where the projects of a leg stand: at its end, still on it, or gone from the way. */
export const legOutcomes = ['reached', 'running', 'left'] as const;
export type LegOutcome = (typeof legOutcomes)[number];

export interface LegFilter {
  /** The year the request was submitted in. */
  readonly year: number;
  readonly procedure: ProcedureKind | null;
  readonly content: string | null;
}

export interface LegListFilter extends LegFilter {
  readonly leg: Leg;
  readonly outcome: LegOutcome;
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
    leg: one('leg', ['whole', ...leadLegs] as const, 'whole'),
    outcome: one('outcome', legOutcomes, 'reached'),
  };
}
