import { ZERO_DONG, maxDong, sumDong, type Dong } from '#kernel';

/** Where an amount stands: the ledger's stations, and what no station holds yet. */
export type BarStation =
  | 'settled'
  | 'spent'
  | 'advanced'
  | 'committed'
  | 'planned'
  | 'free'
  | 'recovered'
  | 'carried_over'
  | 'lapsed';

export interface MoneyPart {
  readonly station: BarStation;
  readonly label: string;
  readonly amount: Dong;
  /** The transfers behind the figure. */
  readonly href?: string;
}

/** From the settled end to what is free: the order every bar is drawn in. */
const ORDER: readonly BarStation[] = [
  'settled',
  'spent',
  'advanced',
  'committed',
  'planned',
  'free',
  'recovered',
  'carried_over',
  'lapsed',
];

/** Parts in the order of the stations, with the width of each in percent; widths never exceed 100 together. */
export function moneyShares(
  parts: readonly MoneyPart[],
  total: Dong,
): readonly (MoneyPart & { readonly width: number })[] {
  const whole = maxDong(total, sumDong(parts.map((part) => part.amount)));
  return parts
    .toSorted((a, b) => ORDER.indexOf(a.station) - ORDER.indexOf(b.station))
    .map((part) => ({
      ...part,
      width: whole === ZERO_DONG ? 0 : Number((part.amount * 10_000n) / whole) / 100,
    }));
}
