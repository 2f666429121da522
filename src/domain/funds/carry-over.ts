import { ok, refuse, sumDong, type Dong, type Result } from '#kernel';
import type { Fund } from './fund.ts';
import type { TransferRequest } from './posting.ts';

/** Money carried into the next year: free money of the fund, or a project's at one of its stations. */
export type CarriedItem =
  | { readonly station: 'appropriated'; readonly amount: Dong }
  | {
      readonly station: 'planned' | 'committed' | 'advanced';
      readonly projectId: string;
      readonly amount: Dong;
    };

/** The name of a standing's field in the form that carries over; null for the fund's free money. */
export function carryField(station: string, projectId: string | null): string {
  return `carry-${station}-${projectId ?? 'fund'}`;
}

/** Only into the following year's fund of the same source. */
export function checkCarry(from: Fund, to: Fund): Result<void, 'carries_into_another_year'> {
  const fits = to.fiscalYear === from.fiscalYear + 1 && to.source === from.source;
  return fits ? ok(undefined) : refuse('carries_into_another_year', {}, 'toFundId');
}

export function totalCarried(items: readonly CarriedItem[]): Dong {
  return sumDong(items.map((item) => item.amount));
}

/**
 * Two transfers an item: out of the old book to its `carried_over`, and into the new book at the same
 * station, so a project under contract goes on where it stood.
 */
export function transfersOfCarry(
  books: { readonly from: string; readonly to: string },
  decisions: { readonly out: string; readonly into: string },
  items: readonly CarriedItem[],
): TransferRequest[] {
  return items.flatMap((item) => {
    const project = 'projectId' in item ? { projectId: item.projectId } : {};
    const { station, amount } = item;
    return [
      {
        ...project,
        bookId: books.from,
        kind: 'carry_over',
        from: station,
        to: 'carried_over',
        amount,
        decisionId: decisions.out,
      },
      {
        ...project,
        bookId: books.to,
        kind: 'carry_in',
        from: 'outside',
        to: station,
        amount,
        decisionId: decisions.into,
      },
    ] satisfies TransferRequest[];
  });
}
