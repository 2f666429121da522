/**
 * Where a đồng can stand, and the moves between. The database holds the same two catalogues
 * (funds.station, funds.move) and refuses what is not in them; a test compares both.
 */
export type BookKind = 'fund' | 'counterpart';

/** In the order money travels; what stands before `settled` is still under way. */
export const fundStations = [
  'outside',
  'appropriated',
  'planned',
  'committed',
  'advanced',
  'spent',
  'settled',
  'recovered',
  'lapsed',
  'carried_over',
] as const;
export type FundStation = (typeof fundStations)[number];

export const counterpartStations = ['outside', 'pledged', 'evidenced'] as const;
export type CounterpartStation = (typeof counterpartStations)[number];

export type Station = FundStation | CounterpartStation;

/** Stations with one account a project; the others belong to the book as a whole. */
export const projectStations = [
  'planned',
  'committed',
  'advanced',
  'spent',
  'settled',
  'recovered',
] as const satisfies readonly FundStation[];
export type ProjectStation = (typeof projectStations)[number];

/** Money that must have moved on before the fund can close. */
export const stationsUnderWay = [
  'appropriated',
  'planned',
  'committed',
  'advanced',
  'spent',
  'recovered',
] as const satisfies readonly FundStation[];

export interface Move {
  readonly book: BookKind;
  readonly kind: MoveKind;
  readonly from: Station;
  readonly to: Station;
}

const fundMoves = [
  ['appropriate', 'outside', 'appropriated'],
  ['supplement', 'outside', 'appropriated'],
  ['cut', 'appropriated', 'outside'],
  ['carry_in', 'outside', 'appropriated'],
  ['carry_in', 'outside', 'planned'],
  ['carry_in', 'outside', 'committed'],
  ['carry_in', 'outside', 'advanced'],
  ['plan', 'appropriated', 'planned'],
  ['release', 'planned', 'appropriated'],
  ['release', 'committed', 'appropriated'],
  ['commit', 'planned', 'committed'],
  ['advance', 'committed', 'advanced'],
  ['spend', 'advanced', 'spent'],
  ['spend', 'committed', 'spent'],
  ['settle', 'spent', 'settled'],
  ['recover', 'advanced', 'recovered'],
  ['recover', 'spent', 'recovered'],
  ['recover', 'settled', 'recovered'],
  ['restore', 'recovered', 'appropriated'],
  ['lapse', 'appropriated', 'lapsed'],
  ['lapse', 'recovered', 'lapsed'],
  ['carry_over', 'appropriated', 'carried_over'],
  ['carry_over', 'planned', 'carried_over'],
  ['carry_over', 'committed', 'carried_over'],
  ['carry_over', 'advanced', 'carried_over'],
] as const satisfies readonly (readonly [string, FundStation, FundStation])[];

const counterpartMoves = [
  ['pledge', 'outside', 'pledged'],
  ['withdraw', 'pledged', 'outside'],
  ['evidence', 'pledged', 'evidenced'],
  ['evidence', 'outside', 'evidenced'],
] as const satisfies readonly (readonly [string, CounterpartStation, CounterpartStation])[];

type FundMoveKind = (typeof fundMoves)[number][0];
type CounterpartMoveKind = (typeof counterpartMoves)[number][0];
export type MoveKind = FundMoveKind | CounterpartMoveKind;
/** What a transfer is: one of the moves, or the undoing of one. */
export type TransferKind = MoveKind | 'reverse';

export const moves: readonly Move[] = [
  ...fundMoves.map(([kind, from, to]): Move => ({ book: 'fund', kind, from, to })),
  ...counterpartMoves.map(([kind, from, to]): Move => ({ book: 'counterpart', kind, from, to })),
];

/** Every kind a transfer can have, in the order of the catalogue. */
export const transferKinds: readonly TransferKind[] = [...new Set(moves.map((m) => m.kind)), 'reverse'];

export function isLegalMove(book: BookKind, kind: TransferKind, from: Station, to: Station): boolean {
  if (kind === 'reverse') return moves.some((m) => m.book === book && m.from === to && m.to === from);
  return moves.some((m) => m.book === book && m.kind === kind && m.from === from && m.to === to);
}

export function isStation(text: string): text is Station {
  return (fundStations as readonly string[]).includes(text) || text === 'pledged' || text === 'evidenced';
}

export function isTransferKind(text: string): text is TransferKind {
  return (transferKinds as readonly string[]).includes(text);
}
