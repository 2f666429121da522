import { ZERO_DONG, addDong, negateDong, subtractDong, type Dong, type LocalDate } from '#kernel';
import {
  counterpartStations,
  fundStations,
  moves,
  type CounterpartStation,
  type FundStation,
  type Station,
  type TransferKind,
} from './stations.ts';

export const fundSources = ['central', 'local', 'cofunding'] as const;
/** Who gives the money: the central budget, the province's, or another programme, sponsor or commune. */
export type FundSource = (typeof fundSources)[number];

export const procedures = ['national', 'provincial'] as const;
/** Which procedure the projects of this fund follow. */
export type Procedure = (typeof procedures)[number];

export interface Fund {
  readonly id: string;
  readonly name: string;
  readonly fiscalYear: number;
  readonly source: FundSource;
  readonly procedure: Procedure;
  readonly unitId: string;
  /** The book of what establishments bring in beside this fund's money. */
  readonly counterpartId: string;
  readonly closedOn: LocalDate | null;
}

export type FundBalances = Readonly<Record<FundStation, Dong>>;
export type CounterpartBalances = Readonly<Record<CounterpartStation, Dong>>;

/** How much moved one way in a book, reversals taken off. */
export interface Flow {
  readonly kind: TransferKind;
  readonly from: Station;
  readonly to: Station;
  readonly amount: Dong;
}

/** One fund's year: what stands where, and the counterpart beside. */
export interface FundSummary {
  readonly fund: Fund;
  readonly balances: FundBalances;
  readonly counterpart: CounterpartBalances;
}

export function fundBalances(standing: Iterable<readonly [string, Dong]>): FundBalances {
  return fill(fundStations, standing);
}

export function counterpartBalances(standing: Iterable<readonly [string, Dong]>): CounterpartBalances {
  return fill(counterpartStations, standing);
}

function fill<S extends string>(stations: readonly S[], standing: Iterable<readonly [string, Dong]>) {
  const known = new Map(standing);
  return Object.fromEntries(stations.map((s) => [s, known.get(s) ?? ZERO_DONG])) as Record<S, Dong>;
}

/** What the budget authority gave, cuts taken off: all of it stands at some station of the book. */
export function netAppropriation(balances: FundBalances): Dong {
  return subtractDong(ZERO_DONG, balances.outside);
}

/**
 * Takes reversals off the flows they undo. A reversal runs against its flow, so it comes with the
 * stations swapped; `kind` is that of the transfer it reverses. In the order of the moves' catalogue.
 */
export function netFlows(gross: readonly (Flow & { readonly reversal: boolean })[]): Flow[] {
  const net = new Map<string, Flow>();
  for (const { reversal, kind, from, to, amount } of gross) {
    const way = reversal ? { kind, from: to, to: from } : { kind, from, to };
    const key = `${way.kind} ${way.from} ${way.to}`;
    const before = net.get(key)?.amount ?? ZERO_DONG;
    net.set(key, { ...way, amount: addDong(before, reversal ? negateDong(amount) : amount) });
  }
  return [...net.values()].filter((flow) => flow.amount !== 0n).toSorted((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ kind, from, to }: Flow): number {
  return moves.findIndex((m) => m.kind === kind && m.from === from && m.to === to);
}
