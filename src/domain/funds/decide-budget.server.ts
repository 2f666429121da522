import { newId, ok, refuse, squeezeSpaces, todayIn, type Dong, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent, type StoredFile } from '#records/server';
import type { BudgetDecisionKind } from './budget-decision.ts';
import { decisionOf } from './decision.store.server.ts';
import { mayFund } from './fund.policy.ts';
import { findFund } from './fund.store.server.ts';
import { post } from './post.server.ts';
import type { PostingRequest } from './posting.ts';
import { recordDecision } from './record-decision.server.ts';

export interface DecideBudget {
  readonly fundId: string;
  readonly kind: BudgetDecisionKind;
  readonly number: string;
  readonly decidedOn: LocalDate;
  readonly amount: Dong;
  readonly note?: string;
  /** The signed decision. */
  readonly file?: StoredFile;
  /** Makes a retry of the form safe: same key and same inputs, same answer. */
  readonly key: string;
}

/**
 * Records a budget decision and moves its money: appropriated and supplemented money comes in, a cut
 * takes free money out and never more than is free. Refuses `not_permitted`, `fund_not_found`,
 * `decision_number_is_missing`, `decision_number_is_taken`, `decision_is_in_the_future`, and what
 * posting refuses.
 */
export async function decideBudget(
  cx: Context,
  input: DecideBudget,
): Promise<Result<{ decisionId: string }>> {
  const permitted = permit(mayFund(cx.actor, 'decide'));
  if (!permitted.ok) return permitted;
  const number = squeezeSpaces(input.number);
  if (number === '') return refuse('decision_number_is_missing', {}, 'number');
  if (input.decidedOn > todayIn(cx.now)) return refuse('decision_is_in_the_future', {}, 'decidedOn');

  const decisionId = newId(cx.now.getTime());
  return transact(cx, async (tx) => {
    if (!(await findFund(tx, input.fundId))) return refuse('fund_not_found');
    const posted = await post({ ...cx, tx }, postingOf(input, decisionId));
    if (!posted.ok) return posted;
    if (posted.value.replayed) return ok({ decisionId: await decisionOf(tx, posted.value.postingId) });

    const recorded = await recordDecision(tx, cx, { ...input, id: decisionId, number });
    if (!recorded.ok) return recorded;
    await recordEvent(tx, cx, {
      kind: `fund.${past[input.kind]}`,
      subject: { kind: 'fund', id: input.fundId },
      after: { decisionId, number, decidedOn: input.decidedOn, amount: input.amount },
      reason: input.note ?? null,
    });
    return ok({ decisionId });
  });
}

const past = { appropriate: 'appropriated', supplement: 'supplemented', cut: 'cut' } as const;

const ways = {
  appropriate: ['outside', 'appropriated'],
  supplement: ['outside', 'appropriated'],
  cut: ['appropriated', 'outside'],
} as const;

function postingOf({ key, file, ...input }: DecideBudget, decisionId: string): PostingRequest {
  const [from, to] = ways[input.kind];
  return {
    key,
    on: input.decidedOn,
    transfers: [{ bookId: input.fundId, kind: input.kind, from, to, amount: input.amount, decisionId }],
    inputs: { ...input, file: file?.hash },
  };
}
