import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { isRecused } from '#projects/server';
import { documentOf } from '#records/server';
import { answersTo } from './answer.store.server.ts';
import { mayAnswer, stateOfOpinion, type Answer, type OpinionState } from './consultation.ts';
import {
  countOpinionsOfUnits,
  findOpinion,
  opinionsOfProject,
  opinionsOfUnits,
  type Opinion,
} from './consultation.store.server.ts';

export interface OpinionView extends Opinion {
  readonly state: OpinionState;
  /** The newest first; the first one is in force. */
  readonly given: readonly Answer[];
}

/** All opinions asked for on one project, with what was answered. The caller has seen to it that the actor sees the project. */
export async function consultationOf(
  tx: Tx,
  cx: Context,
  projectId: string,
): Promise<readonly OpinionView[]> {
  const opinions = await opinionsOfProject(tx, cx.province, projectId);
  return withAnswers(tx, cx, opinions);
}

async function withAnswers(
  tx: Tx,
  cx: Context,
  opinions: readonly Opinion[],
): Promise<readonly OpinionView[]> {
  const given = await answersTo(
    tx,
    cx.province,
    opinions.map((o) => o.id),
  );
  const today = todayIn(cx.now);
  return opinions.map((opinion) => ({
    ...opinion,
    state: stateOfOpinion(opinion, today),
    given: given.filter((answer) => answer.opinionId === opinion.id),
  }));
}

const SHOWN = 100;

/** How many opinions wait for the units of the actor. */
export async function countWaitingOpinions(tx: Tx, cx: Context): Promise<number> {
  return countOpinionsOfUnits(tx, cx.province, unitsOf(cx));
}

const unitsOf = (cx: Context) => ({
  units: cx.actor.memberships.filter((m) => m.role !== 'auditor').map((m) => m.unitId),
  reader: cx.actor.accountId,
});

/** What the units of the actor were asked: what waits, soonest first, or what is done, newest first. */
export async function opinionDesk(cx: Context, which: 'waiting' | 'done'): Promise<readonly OpinionView[]> {
  return inProvince(cx, async (tx) =>
    withAnswers(tx, cx, await opinionsOfUnits(tx, cx.province, unitsOf(cx), which, SHOWN)),
  );
}

export interface AskedUnit {
  readonly opinion: OpinionView;
  readonly papers: readonly { readonly id: string; readonly title: string }[];
}

/** One opinion for an officer of the unit that was asked; others find no such page. */
export async function readAskedUnit(cx: Context, id: string): Promise<Result<AskedUnit>> {
  return inProvince(cx, async (tx) => {
    const found = isId(id) ? await findOpinion(tx, cx.province, { id }, 'look') : undefined;
    if (!found?.unitId || !mayAnswer(cx.actor, found.unitId)) return refuse('opinion_not_found');
    if (await isRecused(tx, cx, found.projectId)) return refuse('opinion_not_found');
    const [opinion] = await withAnswers(tx, cx, [found]);
    const papers = await Promise.all(found.papers.map((paper) => documentOf(tx, cx.province, paper)));
    return ok({
      opinion: opinion!,
      papers: papers.flatMap((p) => (p?.file_hash ? [{ id: p.id, title: p.title }] : [])),
    });
  });
}
