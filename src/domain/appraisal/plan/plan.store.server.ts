import type { Selectable } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ProcedureKind } from '#projects';
import type { DB } from '#schema';
import type { PlanTerms } from './plan.ts';
import { exactJson, forwardOf, termsOf, type ForwardLine, type ForwardTaken } from './plan-json.ts';

export interface Plan {
  readonly id: string;
  readonly year: number;
  readonly procedure: ProcedureKind;
  /** 0: the year's plan; from 1: its supplements. */
  readonly no: number;
  readonly terms: PlanTerms;
  readonly termsRevision: number;
  readonly state: 'drafting' | 'put_forward' | 'decided';
  readonly forward: {
    readonly scenarioId: string;
    readonly lines: readonly ForwardLine[];
    readonly taken: readonly ForwardTaken[];
    readonly by: string;
    readonly at: Date;
  } | null;
  readonly decision: {
    readonly number: string;
    readonly date: LocalDate;
    readonly signer: string;
    readonly documentId: string | null;
    readonly by: string;
    readonly at: Date;
  } | null;
}

function planOf(row: Selectable<DB['appraisal.plan']>): Plan {
  return {
    id: row.id,
    year: row.year,
    procedure: row.procedure as ProcedureKind,
    no: row.no,
    terms: termsOf(row.terms),
    termsRevision: row.terms_revision,
    state: row.state as Plan['state'],
    forward:
      row.put_forward === null
        ? null
        : {
            scenarioId: row.scenario_id!,
            ...forwardOf(row.put_forward),
            by: row.put_forward_by!,
            at: row.put_forward_at!,
          },
    decision:
      row.decided_by === null
        ? null
        : {
            number: row.decision_number!,
            date: row.decision_date as LocalDate,
            signer: row.signer!,
            documentId: row.document_id,
            by: row.decided_by,
            at: row.decided_at!,
          },
  };
}

const plans = (tx: Tx, province: string) =>
  tx.selectFrom('appraisal.plan').selectAll().where('province', '=', province);

/** `lock`: nobody else changes it, its scenarios or its terms until this transaction ends. */
export async function findPlan(
  tx: Tx,
  province: string,
  id: string,
  { lock = false } = {},
): Promise<Plan | undefined> {
  const query = plans(tx, province).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && planOf(row);
}

/** Newest year first; few a year. */
export async function listPlans(tx: Tx, province: string): Promise<Plan[]> {
  const rows = await plans(tx, province)
    .orderBy('year', 'desc')
    .orderBy('procedure')
    .orderBy('no', 'desc')
    .limit(200)
    .execute();
  return rows.map(planOf);
}

export async function plansOf(
  tx: Tx,
  province: string,
  year: number,
  procedure: ProcedureKind,
): Promise<Plan[]> {
  const rows = await plans(tx, province)
    .where('year', '=', year)
    .where('procedure', '=', procedure)
    .orderBy('no')
    .execute();
  return rows.map(planOf);
}

export async function insertPlan(
  tx: Tx,
  cx: Context,
  plan: Pick<Plan, 'id' | 'year' | 'procedure' | 'no' | 'terms'>,
): Promise<boolean> {
  const row = await tx
    .insertInto('appraisal.plan')
    .values({
      province: cx.province,
      id: plan.id,
      year: plan.year,
      procedure: plan.procedure,
      no: plan.no,
      terms: exactJson(plan.terms),
      created_by: cx.actor.accountId,
      created_at: cx.now,
    })
    .onConflict((c) => c.columns(['province', 'year', 'procedure', 'no']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateTerms(tx: Tx, province: string, plan: Plan, terms: PlanTerms): Promise<void> {
  await tx
    .updateTable('appraisal.plan')
    .set({ terms: exactJson(terms), terms_revision: plan.termsRevision + 1 })
    .where('province', '=', province)
    .where('id', '=', plan.id)
    .execute();
}

export async function markForward(
  tx: Tx,
  cx: Context,
  id: string,
  forward: Pick<NonNullable<Plan['forward']>, 'scenarioId' | 'lines' | 'taken'> | null,
): Promise<void> {
  await tx
    .updateTable('appraisal.plan')
    .set({
      state: forward ? 'put_forward' : 'drafting',
      scenario_id: forward?.scenarioId ?? null,
      put_forward: forward ? exactJson({ lines: forward.lines, taken: forward.taken }) : null,
      put_forward_by: forward ? cx.actor.accountId : null,
      put_forward_at: forward ? cx.now : null,
    })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}

export async function markDecided(
  tx: Tx,
  cx: Context,
  id: string,
  decision: Omit<NonNullable<Plan['decision']>, 'by' | 'at'>,
): Promise<void> {
  await tx
    .updateTable('appraisal.plan')
    .set({
      state: 'decided',
      decision_number: decision.number,
      decision_date: decision.date,
      signer: decision.signer,
      document_id: decision.documentId,
      decided_by: cx.actor.accountId,
      decided_at: cx.now,
    })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}

/** Files a plan's papers belong under, in records.document. */
export const planSubject = (id: string) => ({ kind: 'plan', id });
