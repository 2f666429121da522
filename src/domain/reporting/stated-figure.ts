import type { Dong } from '#kernel';

export const figureSources = ['local', 'central', 'all'] as const;
export type FigureSource = (typeof figureSources)[number];

export const figureKinds = ['yearly_stated', 'period_total_stated', 'headline_stated'] as const;
export type FigureKind = (typeof figureKinds)[number];

/** Fiscal years, both included; one year has both the same. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** An amount somebody stated for a year or a period, with where it is stated. Not ledger money. */
export interface StatedFigure {
  readonly period: Period;
  readonly source: FigureSource;
  readonly kind: FigureKind;
  readonly amount: Dong;
  /** The average a year that the same place states; null where it states none. */
  readonly yearlyAverage: Dong | null;
  readonly basis: string;
}

/** "2002" or "2002-2018", as the files write it. */
export function periodText(period: Period): string {
  return period.from === period.to ? String(period.from) : `${period.from}-${period.to}`;
}

export function yearsOf(period: Period): number[] {
  return Array.from({ length: period.to - period.from + 1 }, (_, i) => period.from + i);
}

/** What a figure is about: two figures with the same key would contradict or repeat each other. */
export function figureKey(figure: Pick<StatedFigure, 'period' | 'source' | 'kind'>): string {
  return [periodText(figure.period), figure.source, figure.kind].join(' ');
}

export type FigureDifference =
  | { readonly change: 'added'; readonly figure: StatedFigure }
  | { readonly change: 'removed'; readonly figure: StatedFigure }
  | { readonly change: 'changed'; readonly figure: StatedFigure; readonly before: StatedFigure };

/** What would have to change in `before` to become `after`, in the order of `after`. */
export function differencesBetween(
  before: readonly StatedFigure[],
  after: readonly StatedFigure[],
): FigureDifference[] {
  const known = new Map(before.map((figure) => [figureKey(figure), figure]));
  const wanted = new Set(after.map(figureKey));
  return [
    ...after.flatMap((figure): FigureDifference[] => {
      const old = known.get(figureKey(figure));
      if (old === undefined) return [{ change: 'added', figure }];
      return sameStatement(old, figure) ? [] : [{ change: 'changed', figure, before: old }];
    }),
    ...before
      .filter((figure) => !wanted.has(figureKey(figure)))
      .map((figure): FigureDifference => ({ change: 'removed', figure })),
  ];
}

function sameStatement(a: StatedFigure, b: StatedFigure): boolean {
  return a.amount === b.amount && a.yearlyAverage === b.yearlyAverage && a.basis === b.basis;
}
