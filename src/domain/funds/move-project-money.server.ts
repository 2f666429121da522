import { refuse, subtractDong, ZERO_DONG, type Dong, type Result } from '#kernel';
import { post, type PostingContext } from './post.server.ts';
import type { Posted } from './posting.ts';
import { transfersOfSteps, type ProjectMoney, type ProjectStep } from './project-money.ts';

type Amount = ProjectMoney & { readonly amount: Dong };

/** Several steps of one act at once, all or none (settle and release the rest, say). */
export async function moveProjectMoney(
  cx: PostingContext,
  money: ProjectMoney & { readonly steps: readonly ProjectStep[] },
): Promise<Result<Posted>> {
  const { fundId, projectId, steps, ...details } = money;
  const transfers = transfersOfSteps({ fundId, projectId }, steps);
  if (transfers.length === 0) return refuse('amount_must_be_positive', {}, 'amount');
  return post(cx, { ...details, transfers });
}

/** Approval into the plan: sets the fund's free money aside for the project. */
export function planFor(cx: PostingContext, { amount, ...money }: Amount) {
  return moveProjectMoney(cx, { ...money, steps: [{ kind: 'plan', amount }] });
}

/** The contract binds the planned money. */
export function commitFor(cx: PostingContext, { amount, ...money }: Amount) {
  return moveProjectMoney(cx, { ...money, steps: [{ kind: 'commit', amount }] });
}

/** An advance under the contract leaves the treasury before the work is accepted. */
export function advanceFor(cx: PostingContext, { amount, ...money }: Amount) {
  return moveProjectMoney(cx, { ...money, steps: [{ kind: 'advance', amount }] });
}

/**
 * Payment for accepted work. `amount` is the whole accepted sum; `fromAdvance` of it had already been
 * advanced and is now accounted for, the rest leaves the treasury today.
 */
export function spendFor(
  cx: PostingContext,
  { amount, fromAdvance = ZERO_DONG, ...money }: Amount & { readonly fromAdvance?: Dong },
) {
  const steps = [
    { kind: 'spend', from: 'advanced', amount: fromAdvance },
    { kind: 'spend', from: 'committed', amount: subtractDong(amount, fromAdvance) },
  ] as const;
  return moveProjectMoney(cx, { ...money, steps });
}

/**
 * Settlement: `amount` of what was spent is accepted for good. `release` of what was committed and is
 * no longer needed returns to the fund; `recover` of what was spent is paid back.
 */
export function settleFor(
  cx: PostingContext,
  {
    amount,
    release = ZERO_DONG,
    recover = ZERO_DONG,
    ...money
  }: Amount & { readonly release?: Dong; readonly recover?: Dong },
) {
  const steps = [
    { kind: 'settle', amount },
    { kind: 'release', from: 'committed', amount: release },
    { kind: 'recover', from: 'spent', amount: recover },
  ] as const;
  return moveProjectMoney(cx, { ...money, steps });
}

/** What was planned or committed and will not be needed returns to the fund's free money. */
export function releaseFor(
  cx: PostingContext,
  { amount, from, ...money }: Amount & { readonly from: 'planned' | 'committed' },
) {
  return moveProjectMoney(cx, { ...money, steps: [{ kind: 'release', from, amount }] });
}

/**
 * Money paid out comes back from the project (a stop, a settlement below the payment, an audit).
 * With `restore` it is at once free again in the fund; without, it rests as recovered until it is
 * restored or lapses.
 */
export function recoverFor(
  cx: PostingContext,
  {
    amount,
    from,
    restore = false,
    ...money
  }: Amount & { readonly from: 'advanced' | 'spent' | 'settled'; readonly restore?: boolean },
) {
  const recovered: ProjectStep = { kind: 'recover', from, amount };
  const steps: ProjectStep[] = restore ? [recovered, { kind: 'restore', amount }] : [recovered];
  return moveProjectMoney(cx, { ...money, steps });
}

/** Recovered money becomes free again in its fund. */
export function restoreFor(cx: PostingContext, { amount, ...money }: Amount) {
  return moveProjectMoney(cx, { ...money, steps: [{ kind: 'restore', amount }] });
}
