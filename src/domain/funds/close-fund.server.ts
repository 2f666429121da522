import { ok, refuse, todayIn, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { mayFund } from './fund.policy.ts';
import { closeBook, findFund } from './fund.store.server.ts';

/**
 * Closes a fund whose money has all come to rest (settled, lapsed, carried over): from now on nothing
 * can be posted in it. Its counterpart book stays open, since establishments may still bring evidence.
 * Refuses `not_permitted`, `fund_not_found`, `money_is_still_under_way`, `fund_is_closed`.
 */
export async function closeFund(cx: Context, input: { readonly fundId: string }): Promise<Result<void>> {
  const permitted = permit(mayFund(cx.actor, 'close'));
  if (!permitted.ok) return permitted;
  return transact(cx, async (tx) => {
    if (!(await findFund(tx, input.fundId))) return refuse('fund_not_found');
    const closed = await closeBook(tx, cx.province, input.fundId, todayIn(cx.now));
    if (!closed.ok) return closed;
    await recordEvent(tx, cx, { kind: 'fund.closed', subject: { kind: 'fund', id: input.fundId } });
    return ok(undefined);
  });
}
