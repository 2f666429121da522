import { ok, refuse, todayIn, type Result } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { placeOf } from './enter-need.server.ts';
import { isOpenFor, mayEnterNeed, mayReadNeed } from './need.policy.ts';
import type { NeedPaper } from './need-paper.ts';
import { papersOfNeed } from './need-paper.store.server.ts';
import { findNeed } from './need.store.server.ts';
import { readinessOf, type Need, type Readiness, type Round } from './need.ts';
import { findRound, stepsOn } from './round.store.server.ts';

export interface ShownNeed {
  readonly need: Need;
  readonly round: Round;
  readonly readiness: Readiness;
  /** The steps are the province's own, not the system's. */
  readonly ownSteps: boolean;
  readonly mayChange: boolean;
  readonly papers: readonly NeedPaper[];
}

/** A need with what it lacks, if the actor may see it. */
export async function readNeedOf(tx: Tx, cx: Context, id: string): Promise<Result<ShownNeed>> {
  const need = await findNeed(tx, cx.province, id);
  const round = need && (await findRound(tx, cx.province, need.roundId));
  const place = need && (await placeOf(tx, need));
  if (!need || !round || !place || !mayReadNeed(cx.actor, place)) return refuse('need_not_found');
  const { own, steps } = await stepsOn(tx, cx.province, round.openedOn);
  const mayChange =
    need.projectId === null && mayEnterNeed(cx.actor, place) && isOpenFor(cx.actor, round, todayIn(cx.now));
  const papers = (await papersOfNeed(tx, cx.province, need.id)).map(({ paper }) => paper);
  return ok({ need, round, readiness: readinessOf(need, steps), ownSteps: own, mayChange, papers });
}
