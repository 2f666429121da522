import { ok, type Dong, type LocalDate, type Result } from '#kernel';
import {
  evidenceCounterpart,
  moveProjectMoney,
  pledgeCounterpart,
  projectMoney,
  withdrawCounterpart,
} from '#funds/server';
import type { ProjectStep } from '#funds';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { MoneyMove } from './act.ts';
import { spreadMoves } from './year-parts/spread-moves.ts';

interface MovingAct {
  readonly id: string;
  readonly projectId: string;
  readonly fundId: string;
  readonly onDate: LocalDate;
  readonly documentId: string | null;
  readonly reason: string | undefined;
}

/** The establishment's own money, by the kind of move. */
const counterpart = {
  pledge: pledgeCounterpart,
  unpledge: withdrawCounterpart,
  evidence: evidenceCounterpart,
};

/**
 * Posts the money of one act, in the act's own transaction: the act stands if and only if its money
 * moved. The act's id is the idempotency key, so a retry cannot post twice. Money of several years is taken from
 * the fund it stands in. The establishment's own money goes into the counterpart book, never among the fund's.
 */
export async function postMoves(
  tx: Tx,
  cx: Context,
  act: MovingAct,
  moves: readonly MoneyMove[],
): Promise<Result<void>> {
  const details = (part: string) => ({
    key: `act:${act.id}${part}`,
    on: act.onDate,
    actId: act.id,
    fundId: act.fundId,
    projectId: act.projectId,
    ...(act.reason === undefined ? {} : { reason: act.reason }),
    ...(act.documentId === null ? {} : { documentId: act.documentId }),
  });
  const steps = moves.filter((m): m is ProjectStep & MoneyMove => !Object.keys(counterpart).includes(m.kind));
  if (steps.some((s) => s.amount > 0n)) {
    // Newest year first as read; the oldest money goes first.
    const money = (await projectMoney(tx, act.projectId)).toReversed();
    const standing = money.map(({ fund, balances }) => ({ fundId: fund.id, balances }));
    for (const { fundId, steps: own } of spreadMoves(steps, standing, act.fundId)) {
      const part = fundId === act.fundId ? '' : `@${fundId}`;
      const moved = await moveProjectMoney({ ...cx, tx }, { ...details(part), fundId, steps: own });
      if (!moved.ok) return moved;
    }
  }
  for (const kind of ['pledge', 'unpledge', 'evidence'] as const) {
    const amount = moves.filter((m) => m.kind === kind).reduce((sum, m) => sum + m.amount, 0n) as Dong;
    if (amount === 0n) continue;
    const posting = { ...details(`:${kind}`), amount };
    const moved = await counterpart[kind]({ ...cx, tx }, posting);
    if (!moved.ok) return moved;
  }
  return ok(undefined);
}
