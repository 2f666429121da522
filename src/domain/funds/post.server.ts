import { createHash } from 'node:crypto';
import { canonicalJson, newId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { inputsOf, type Posted, type PostingRequest, type TransferRequest } from './posting.ts';
import { ledgerRefusalOf, postAlone, postWithin, type PostCall } from './ledger.store.server.ts';

/**
 * Who posts, and when. With `tx` the posting joins that transaction (an act posts its money and writes
 * its own rows together); without, it is a transaction of its own in a single round trip.
 */
export type PostingContext = Context & { readonly tx?: Tx };

/**
 * Posts the transfers of one act, all or none. Refusals: see PostingRefusal; `insufficient_funds` says
 * at which station, what is available and what was asked. After a refusal inside `tx` the caller must
 * return it: PostgreSQL has already given that transaction up. Throws on an illegal move (a bug).
 *
 * Asks no permission: the use case that moves the money has.
 */
export async function post(cx: PostingContext, request: PostingRequest): Promise<Result<Posted>> {
  if (request.transfers.some((t) => t.amount <= 0n)) return refuse('amount_must_be_positive', {}, 'amount');
  const call = callOf(cx, request);
  try {
    return ok(await (cx.tx ? postWithin(cx.tx, call) : postAlone(cx.db, call)));
  } catch (error) {
    const refusal = ledgerRefusalOf(error);
    if (refusal) return { ok: false, refusal };
    throw error;
  }
}

function callOf(cx: PostingContext, request: PostingRequest): PostCall {
  const at = cx.now.getTime();
  return {
    province: cx.province,
    postingId: newId(at),
    key: request.key,
    inputsHash: createHash('sha256')
      .update(canonicalJson(inputsOf(request, cx.actor.accountId)))
      .digest(),
    postedAt: cx.now,
    on: request.on,
    actorId: cx.actor.accountId,
    reason: request.reason ?? null,
    actId: request.actId ?? null,
    documentId: request.documentId ?? null,
    transfers: JSON.stringify(linesOf(request.transfers, at)),
  };
}

/** Ids rise with the lines, so that lists ordered by id show a posting in its order. */
function linesOf(transfers: readonly TransferRequest[], at: number) {
  const ids = transfers.map(() => newId(at)).sort();
  return transfers.map((transfer, line) => ({
    id: ids[line],
    book: transfer.bookId,
    kind: transfer.kind,
    from: transfer.from,
    to: transfer.to,
    project: transfer.projectId,
    amount: transfer.amount.toString(),
    decision: transfer.decisionId,
    reverses: transfer.reverses,
  }));
}
