import { moveProjectMoney, projectMoney } from '#funds/server';
import {
  minDong,
  ok,
  refuse,
  subtractDong,
  sumDong,
  todayIn,
  ZERO_DONG,
  type Dong,
  type Result,
} from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { projectFor, projectSubject, updateProject } from '../project.store.server.ts';
import type { ProcedureKind, State } from '../project.transitions.ts';
import { markTaken, openParts, type OpenPart } from './year-part.store.server.ts';

interface DuePart {
  readonly year: number;
  readonly amount: Dong;
}

/** What a running project still needs of each year promised to it. */
export interface RunningProject extends Pick<OpenPart, 'projectId' | 'number' | 'title' | 'fundId'> {
  readonly parts: readonly DuePart[];
}

/**
 * Running projects with what they still need of the years promised to them: never more than the whole support, as
 * estimated or contracted since, leaves after what they already hold; the earliest year first.
 */
export async function runningProjects(
  tx: Tx,
  province: string,
  of: { readonly procedure?: ProcedureKind; readonly projectId?: string },
): Promise<readonly RunningProject[]> {
  const projects: RunningProject[] = [];
  const rows = await openParts(tx, province, of);
  for (const own of Map.groupBy(rows, ({ projectId }) => projectId).values()) {
    const { projectId, number, title, fundId, whole } = own[0]!;
    let left = subtractDong(whole, await heldBy(tx, projectId));
    const parts: DuePart[] = [];
    for (const { year, amount } of own) {
      const due = minDong(amount, left);
      if (due <= 0n) break;
      parts.push({ year, amount: due });
      left = subtractDong(left, due);
    }
    if (parts.length > 0) projects.push({ projectId, number, title, fundId, parts });
  }
  return projects;
}

/** What the project has of all its funds, at whatever station. */
async function heldBy(tx: Tx, projectId: string): Promise<Dong> {
  const money = await projectMoney(tx, projectId);
  return sumDong(
    money.map(({ balances }) =>
      sumDong([balances.planned, balances.committed, balances.advanced, balances.spent, balances.settled]),
    ),
  );
}

const underContract: readonly State[] = ['contracted', 'advance_requested', 'accepted', 'payment_requested'];

export interface TakePart {
  readonly projectId: string;
  readonly planId: string;
  readonly fundId: string;
  /** What was put forward; another sum today is refused. */
  readonly amount: Dong;
  /** The plan's year: parts of it, and of earlier years that no plan took. */
  readonly year: number;
  readonly decisionNumber: string;
}

/**
 * Holds a running project's part of a year in a fund of that year: planned, and where there is a contract committed at
 * once, for it was signed over the whole. Refuses `project_not_found`, `plan_commitment_changed`, and what the ledger
 * refuses.
 */
export async function takeYearPart(tx: Tx, cx: Context, take: TakePart): Promise<Result<void>> {
  const { projectId, planId, fundId, amount, year } = take;
  const project = await projectFor(tx, cx, projectId, { lock: true });
  if (!project) return refuse('project_not_found');
  const [running] = await runningProjects(tx, cx.province, { projectId });
  const due = (running?.parts ?? []).filter((part) => part.year <= year);
  if (sumDong(due.map((part) => part.amount)) !== amount || amount === ZERO_DONG)
    return refuse('plan_commitment_changed', { number: project.number ?? '?' });
  const moved = await moveProjectMoney(
    { ...cx, tx },
    {
      ...{ key: `plan:${planId}:${projectId}`, on: todayIn(cx.now), fundId, projectId },
      steps: [
        { kind: 'plan', amount },
        ...(underContract.includes(project.state) ? [{ kind: 'commit', amount } as const] : []),
      ],
    },
  );
  if (!moved.ok) return moved;
  for (const part of due)
    await markTaken(tx, cx, { projectId, year: part.year }, { planId, fundId, amount: part.amount });
  await updateProject(tx, cx.province, projectId, {});
  await recordEvent(tx, cx, {
    kind: 'project.year_part_taken',
    subject: projectSubject(projectId),
    after: { fundId, amount, year, plan: planId, decisionNumber: take.decisionNumber },
  });
  return ok(undefined);
}
