import { newId, ok, refuse, squeezeSpaces, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import type { Fund, FundSource, Procedure } from './fund.ts';
import { mayFund } from './fund.policy.ts';
import { insertFund, listFunds } from './fund.store.server.ts';

export interface OpenFund {
  readonly name: string;
  readonly fiscalYear: number;
  readonly source: FundSource;
  readonly procedure: Procedure;
  /** The unit that runs the fund. */
  readonly unitId: string;
}

/** Opens a fund with its counterpart book; no money yet. Refuses `not_permitted`, `fund_name_is_taken`. */
export async function openFund(cx: Context, input: OpenFund): Promise<Result<Fund>> {
  const permitted = permit(mayFund(cx.actor, 'open'));
  if (!permitted.ok) return permitted;
  if (squeezeSpaces(input.name) === '') return refuse('fund_name_is_missing', {}, 'name');
  const at = cx.now.getTime();
  const fund: Fund = {
    ...input,
    name: squeezeSpaces(input.name),
    id: newId(at),
    counterpartId: newId(at),
    closedOn: null,
  };
  return transact(cx, async (tx) => {
    const others = await listFunds(tx, { year: fund.fiscalYear });
    if (others.some((other) => isSame(other, fund)))
      return refuse('fund_name_is_taken', { name: fund.name }, 'name');
    await insertFund(tx, cx.province, { ...fund, openedAt: cx.now, openedBy: cx.actor.accountId });
    await recordEvent(tx, cx, { kind: 'fund.opened', subject: { kind: 'fund', id: fund.id }, after: input });
    return ok(fund);
  });
}

function isSame(a: Fund, b: Fund): boolean {
  return a.unitId === b.unitId && a.source === b.source && a.name.toLowerCase() === b.name.toLowerCase();
}
