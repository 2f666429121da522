import { ZERO_DONG, dong, minDong, ok, refuse, subtractDong, type Dong, type Result } from '#kernel';
import { inProvince, type Tx } from '#platform/server';
import { findFund } from './fund.store.server.ts';
import { post, type PostingContext } from './post.server.ts';
import type { Posted, PostingDetails, TransferRequest } from './posting.ts';
import { standingOfProject } from './transfer.store.server.ts';

type Counterpart = PostingDetails & {
  /** The fund whose money it stands beside. */
  readonly fundId: string;
  readonly projectId: string;
  readonly amount: Dong;
};

/** The establishment promises money of its own for the project. */
export function pledgeCounterpart(cx: PostingContext, input: Counterpart): Promise<Result<Posted>> {
  return postCounterpart(cx, input, () => [
    { kind: 'pledge', from: 'outside', to: 'pledged', amount: input.amount },
  ]);
}

/** The promise is lowered or withdrawn; never by more than is still unproven. */
export function withdrawCounterpart(cx: PostingContext, input: Counterpart): Promise<Result<Posted>> {
  return postCounterpart(cx, input, () => [
    { kind: 'withdraw', from: 'pledged', to: 'outside', amount: input.amount },
  ]);
}

/** Vouchers prove money of the establishment; what goes beyond the pledge counts too. */
export function evidenceCounterpart(cx: PostingContext, input: Counterpart): Promise<Result<Posted>> {
  return postCounterpart(cx, input, (pledged) => {
    const promised = minDong(input.amount, pledged);
    const beyond = subtractDong(input.amount, promised);
    return [
      { kind: 'evidence', from: 'pledged', to: 'evidenced', amount: promised },
      { kind: 'evidence', from: 'outside', to: 'evidenced', amount: beyond },
    ];
  });
}

type Way = Pick<TransferRequest, 'kind' | 'from' | 'to' | 'amount'>;

async function postCounterpart(
  cx: PostingContext,
  input: Counterpart,
  ways: (pledged: Dong) => readonly Way[],
): Promise<Result<Posted>> {
  if (input.amount <= 0n) return refuse('amount_must_be_positive', {}, 'amount');
  const found = await (cx.tx ? find(cx.tx, input) : inProvince(cx, (tx) => find(tx, input)));
  if (!found.ok) return found;
  const { bookId, pledged } = found.value;
  const { on, reason, actId, documentId, fundId, projectId, amount } = input;
  const transfers = ways(pledged)
    .filter((way) => way.amount !== 0n)
    .map((way) => ({ ...way, bookId, projectId }));
  return post(cx, {
    ...input,
    transfers,
    inputs: { kind: transfers[0]!.kind, on, reason, actId, documentId, fundId, projectId, amount },
  });
}

async function find(
  tx: Tx,
  { fundId, projectId }: Counterpart,
): Promise<Result<{ bookId: string; pledged: Dong }>> {
  const fund = await findFund(tx, fundId);
  if (!fund) return refuse('fund_not_found');
  const standing = await standingOfProject(tx, projectId);
  const pledged = standing.find((s) => s.bookId === fund.counterpartId && s.station === 'pledged');
  return ok({ bookId: fund.counterpartId, pledged: dong(pledged?.amount ?? ZERO_DONG) });
}
