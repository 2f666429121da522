import { newId, refuse, squeezeSpaces, todayIn, type Dong, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent, type StoredFile } from '#records/server';
import { mayFund } from './fund.policy.ts';
import { findFund } from './fund.store.server.ts';
import { post } from './post.server.ts';
import type { Posted } from './posting.ts';
import { recordDecision } from './record-decision.server.ts';

export interface Lapse {
  readonly fundId: string;
  readonly number: string;
  readonly decidedOn: LocalDate;
  /** Free money, or with a project what was recovered from it and is paid back to the budget. */
  readonly projectId?: string;
  readonly amount: Dong;
  readonly note?: string;
  readonly file?: StoredFile;
  readonly key: string;
}

/**
 * At year end, money that was neither used nor carried over lapses. Refuses `not_permitted`,
 * `fund_not_found`, `decision_*`, and what posting refuses.
 */
export async function lapse(cx: Context, input: Lapse): Promise<Result<Posted>> {
  const permitted = permit(mayFund(cx.actor, 'decide'));
  if (!permitted.ok) return permitted;
  const number = squeezeSpaces(input.number);
  if (number === '') return refuse('decision_number_is_missing', {}, 'number');
  if (input.decidedOn > todayIn(cx.now)) return refuse('decision_is_in_the_future', {}, 'decidedOn');

  const { key, file, projectId, ...inputs } = input;
  const decisionId = newId(cx.now.getTime());
  return transact(cx, async (tx) => {
    if (!(await findFund(tx, input.fundId))) return refuse('fund_not_found');
    const way = projectId ? ({ from: 'recovered', projectId } as const) : ({ from: 'appropriated' } as const);
    const posted = await post(
      { ...cx, tx },
      {
        key,
        on: input.decidedOn,
        transfers: [
          { bookId: input.fundId, kind: 'lapse', ...way, to: 'lapsed', amount: input.amount, decisionId },
        ],
        inputs: { ...inputs, projectId, file: file?.hash },
      },
    );
    if (!posted.ok || posted.value.replayed) return posted;
    const recorded = await recordDecision(tx, cx, { ...input, id: decisionId, kind: 'lapse', number });
    if (!recorded.ok) return recorded;
    await recordEvent(tx, cx, {
      kind: 'fund.lapsed',
      subject: { kind: 'fund', id: input.fundId },
      after: { decisionId, number, amount: input.amount },
      reason: input.note ?? null,
    });
    return posted;
  });
}
