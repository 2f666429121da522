import type { Dong, LocalDate } from '#kernel';
import type { Station, TransferKind } from './stations.ts';

/** A transfer as it is shown: the way the đồng went, the act behind it, and what it points to. */
export interface Transfer {
  readonly id: string;
  readonly postingId: string;
  readonly bookId: string;
  /** The fund, also where the transfer is in its counterpart book. */
  readonly fundId: string;
  readonly fundName: string;
  readonly fiscalYear: number;
  readonly kind: TransferKind;
  readonly from: Station;
  readonly to: Station;
  readonly amount: Dong;
  readonly projectId: string | null;
  readonly decision: { readonly id: string; readonly number: string; readonly decidedOn: LocalDate } | null;
  readonly documentId: string | null;
  readonly actId: string | null;
  readonly reason: string | null;
  readonly postedOn: LocalDate;
  readonly postedAt: Date;
  /** The name of who posted it. */
  readonly postedBy: string;
  readonly reverses: string | null;
  readonly reversedBy: string | null;
}

/** Which transfers: every part narrows. A station means both what arrived there and what left it. */
export interface TransferFilter {
  readonly year?: number;
  readonly fundId?: string;
  readonly projectId?: string;
  readonly station?: Station;
  readonly from?: Station;
  readonly to?: Station;
  readonly kind?: TransferKind;
  readonly decisionId?: string;
}

export interface TransferPage {
  readonly transfers: readonly Transfer[];
  /** Pass as `before` for the next, older page; null when this was the last. */
  readonly next: string | null;
}

/** What the transfers of a filter add up to. */
export interface TransferTotals {
  readonly count: number;
  readonly amount: Dong;
  /** With a station in the filter: what arrived there and what left it; zero without. */
  readonly arrived: Dong;
  readonly departed: Dong;
}
