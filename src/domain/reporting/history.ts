import type { Dong } from '#kernel';
import { reconcile, summarise, type Check, type CheckCode, type Summary } from './reconciliation.ts';
import type { StatedFigure } from './stated-figure.ts';

/** An officer's settlement of a difference, for the two sums it was given for. */
export interface Resolution {
  readonly id: string;
  readonly check: CheckCode;
  readonly stated: Dong;
  readonly computed: Dong;
  readonly explanation: string;
  readonly source: string;
  readonly resolvedBy: string;
  readonly resolvedAt: Date;
}

/** `open`: differs, and nobody has settled it with a source. */
export type CheckState = 'agrees' | 'open' | 'resolved';

export interface CheckedDifference extends Check {
  readonly state: CheckState;
  readonly resolution: Resolution | null;
}

/** All that is known of the years without vouchers: figures, their sums, and what does not agree. */
export interface History {
  readonly figures: readonly StatedFigure[];
  readonly summary: Summary | undefined;
  readonly checks: readonly CheckedDifference[];
}

export function historyOf(figures: readonly StatedFigure[], resolutions: readonly Resolution[]): History {
  return {
    figures,
    summary: summarise(figures),
    checks: reconcile(figures).map((check) => withState(check, resolutions)),
  };
}

function withState(check: Check, resolutions: readonly Resolution[]): CheckedDifference {
  if (check.difference === 0n) return { ...check, state: 'agrees', resolution: null };
  const resolution =
    resolutions.find(
      (one) => one.check === check.code && one.stated === check.stated && one.computed === check.computed,
    ) ?? null;
  return { ...check, state: resolution === null ? 'open' : 'resolved', resolution };
}
