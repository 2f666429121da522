import { refuse, squeezeSpaces, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { withdrawDecisions } from './decision.store.server.ts';
import { mayFund } from './fund.policy.ts';
import { post, type PostingContext } from './post.server.ts';
import type { Posted } from './posting.ts';
import { transfersOfPosting } from './transfer.store.server.ts';

export interface ReversePosting {
  readonly postingId: string;
  readonly on: LocalDate;
  /** Why; required. */
  readonly reason: string;
  readonly key: string;
  readonly actId?: string;
  readonly documentId?: string;
}

/**
 * Undoes a whole posting by the opposite transfers; both stay in the ledger. Money that has moved on
 * since refuses it (`insufficient_funds`): undo the later postings first. Decisions carried out by the
 * posting no longer stand. Refuses `posting_not_found`, `reason_is_missing`, `transfer_already_reversed`,
 * `reversal_cannot_be_reversed`. Asks no permission.
 */
export async function reversePosting(
  cx: PostingContext & { readonly tx: Tx },
  input: ReversePosting,
): Promise<Result<Posted>> {
  const reason = squeezeSpaces(input.reason);
  if (reason === '') return refuse('reason_is_missing', {}, 'reason');
  const { postingId, key, ...details } = input;
  const originals = await transfersOfPosting(cx.tx, postingId);
  if (originals.length === 0) return refuse('posting_not_found');
  if (originals.some((t) => t.kind === 'reverse')) return refuse('reversal_cannot_be_reversed');
  const transfers = originals.toReversed().map((t) => ({
    bookId: t.bookId,
    kind: 'reverse' as const,
    from: t.to,
    to: t.from,
    amount: t.amount,
    ...(t.projectId === null ? {} : { projectId: t.projectId }),
    ...(t.decision === null ? {} : { decisionId: t.decision.id }),
    reverses: t.id,
  }));
  const posted = await post(cx, { ...details, key, reason, transfers });
  if (!posted.ok) return originals.some((t) => t.reversedBy) ? refuse('transfer_already_reversed') : posted;
  if (posted.value.replayed) return posted;
  const decisions = new Set(originals.flatMap((t) => (t.decision ? [t.decision.id] : [])));
  await withdrawDecisions(cx.tx, [...decisions], posted.value.postingId);
  return posted;
}

/** Withdraws a budget decision entered wrongly, on the money page. Refuses `not_permitted` too. */
export async function withdrawDecision(cx: Context, input: ReversePosting): Promise<Result<Posted>> {
  const permitted = permit(mayFund(cx.actor, 'reverse'));
  if (!permitted.ok) return permitted;
  return transact(cx, async (tx) => {
    const transfers = await transfersOfPosting(tx, input.postingId);
    if (transfers.some((t) => t.decision === null)) return refuse('posting_is_not_a_decision');
    const reversed = await reversePosting({ ...cx, tx }, input);
    if (!reversed.ok || reversed.value.replayed) return reversed;
    for (const fundId of new Set(transfers.map((t) => t.fundId)))
      await recordEvent(tx, cx, {
        kind: 'fund.decision_withdrawn',
        subject: { kind: 'fund', id: fundId },
        before: { decisionIds: transfers.map((t) => t.decision!.id) },
        reason: input.reason,
      });
    return reversed;
  });
}
