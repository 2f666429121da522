import type { Dong, LocalDate } from '#kernel';
import type { Station, TransferKind } from './stations.ts';

/** One movement of money: `amount` leaves `from` and arrives in `to`, within one book. */
export interface TransferRequest {
  /** A fund's id, or its counterpart book's. */
  readonly bookId: string;
  readonly kind: TransferKind;
  readonly from: Station;
  readonly to: Station;
  readonly amount: Dong;
  /** Required where a station is per project; else says for which project, where there is one. */
  readonly projectId?: string;
  readonly decisionId?: string;
  /** Only with kind `reverse`: the transfer this is the opposite of. */
  readonly reverses?: string;
}

/** What every posting says besides its transfers. */
export interface PostingDetails {
  /**
   * Makes a retry safe. The same key with the same inputs gives the earlier answer; with other inputs
   * it is refused. Name the act, not the attempt: `advance:<act id>`.
   */
  readonly key: string;
  /** The business date the money moved. */
  readonly on: LocalDate;
  readonly reason?: string;
  /** The lifecycle act (or any other row) that moved the money. */
  readonly actId?: string;
  readonly documentId?: string;
}

export interface PostingRequest extends PostingDetails {
  readonly transfers: readonly TransferRequest[];
  /**
   * What the retry is compared by. Default: all of the above. Given where the transfers are worked
   * out from balances and a retry may work them out differently.
   */
  readonly inputs?: unknown;
}

export interface Posted {
  readonly postingId: string;
  /** In the order asked for. */
  readonly transferIds: readonly string[];
  /** True when this key had been posted before: nothing moved now. */
  readonly replayed: boolean;
}

export type PostingRefusal =
  | 'insufficient_funds'
  | 'fund_is_closed'
  | 'idempotency_key_reused'
  | 'transfer_already_reversed'
  | 'amount_must_be_positive';

/** The inputs a key stands for, without ids and clock, which differ at every attempt. */
export function inputsOf(request: PostingRequest, actorId: string): unknown {
  if (request.inputs !== undefined) return { actorId, inputs: request.inputs };
  const { on, reason, actId, documentId, transfers } = request;
  return { actorId, on, reason, actId, documentId, transfers };
}
