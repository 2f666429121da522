import { newId } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { exactJson, proposedOf } from './plan-json.ts';
import type { Proposed } from './proposal.ts';

export interface AskedProposal {
  readonly id: string;
  readonly planId: string;
  readonly scenarioId: string;
  readonly scenarioRevision: number;
  readonly termsRevision: number;
  readonly state: 'waiting' | 'running' | 'ready' | 'failed' | 'cancelled';
  readonly stepsDone: number;
  readonly stepsTotal: number | null;
  readonly result: Proposed | null;
  readonly askedBy: string;
  readonly askedAt: Date;
}

const proposals = (tx: Tx, province: string) =>
  tx
    .selectFrom('appraisal.plan_proposal as p')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'p.province').onRef('a.id', '=', 'p.asked_by'),
    )
    .selectAll('p')
    .select('a.name')
    .where('p.province', '=', province);

type Row = Awaited<ReturnType<ReturnType<typeof proposals>['execute']>>[number];

const proposalOf = (row: Row): AskedProposal => ({
  id: row.id,
  planId: row.plan_id,
  scenarioId: row.scenario_id,
  scenarioRevision: row.scenario_revision,
  termsRevision: row.terms_revision,
  state: row.state as AskedProposal['state'],
  stepsDone: row.steps_done,
  stepsTotal: row.steps_total,
  result: row.result === null ? null : proposedOf(row.result),
  askedBy: row.name,
  askedAt: row.asked_at,
});

export async function findProposal(tx: Tx, province: string, id: string): Promise<AskedProposal | undefined> {
  const row = await proposals(tx, province).where('p.id', '=', id).executeTakeFirst();
  return row && proposalOf(row);
}

/** The newest of a scenario. */
export async function latestProposal(
  tx: Tx,
  province: string,
  scenarioId: string,
): Promise<AskedProposal | undefined> {
  const row = await proposals(tx, province)
    .where('p.scenario_id', '=', scenarioId)
    .orderBy('p.asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && proposalOf(row);
}

export async function insertProposal(
  tx: Tx,
  cx: Context,
  asked: Pick<AskedProposal, 'planId' | 'scenarioId' | 'scenarioRevision' | 'termsRevision'>,
): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('appraisal.plan_proposal')
    .values({
      province: cx.province,
      id,
      plan_id: asked.planId,
      scenario_id: asked.scenarioId,
      scenario_revision: asked.scenarioRevision,
      terms_revision: asked.termsRevision,
      asked_by: cx.actor.accountId,
      asked_at: cx.now,
      moved_at: cx.now,
    })
    .execute();
  return id;
}

export interface ProposalMove {
  readonly state?: AskedProposal['state'];
  readonly stepsDone?: number;
  readonly stepsTotal?: number;
  readonly result?: Proposed;
}

/** Moves a proposal that is not done; false where it was cancelled or is done. */
export async function moveProposal(
  tx: Tx,
  province: string,
  id: string,
  to: ProposalMove,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('appraisal.plan_proposal')
    .set({
      moved_at: now,
      ...(to.state === undefined ? {} : { state: to.state }),
      ...(to.stepsDone === undefined ? {} : { steps_done: to.stepsDone }),
      ...(to.stepsTotal === undefined ? {} : { steps_total: to.stepsTotal }),
      ...(to.result === undefined ? {} : { result: exactJson(to.result) }),
    })
    .where('province', '=', province)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
