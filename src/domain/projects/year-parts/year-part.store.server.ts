import { sql } from 'kysely';
import type { Dong } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ProcedureKind, State } from '../project.transitions.ts';

/** A part of a year that no plan has taken, of a project that is carried out. */
export interface OpenPart {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly fundId: string;
  /** What the project has in all years: by contract, estimate or plan, whichever came last. */
  readonly whole: Dong;
  readonly year: number;
  readonly amount: Dong;
}

/** While it is carried out and not yet paid for whole. */
const running: readonly State[] = [
  'planned',
  'estimate_submitted',
  'estimated',
  'contracted',
  'advance_requested',
  'accepted',
  'payment_requested',
];

/** In the order of projects and years; `projectId` for one alone. */
export async function openParts(
  tx: Tx,
  province: string,
  of: { readonly procedure?: ProcedureKind; readonly projectId?: string },
): Promise<readonly OpenPart[]> {
  const { rows } = await sql<OpenPart>`
    select y.project_id as "projectId", coalesce(p.number, '') as number, p.title, p.fund_id as "fundId", y.year, y.amount,
           coalesce(p.contract_support, p.estimate_support, p.planned_support) as whole
      from projects.year_part y
      join projects.project p on p.province = y.province and p.id = y.project_id
     where y.province = ${province} and y.taken_at is null and p.state = any (${[...running]}::text[])
       and (${of.procedure ?? null}::text is null or p.procedure = ${of.procedure ?? null}::text)
       and (${of.projectId ?? null}::uuid is null or y.project_id = ${of.projectId ?? null}::uuid)
     order by y.project_id, y.year`.execute(tx);
  return rows;
}

export interface PromisedPart {
  readonly projectId: string;
  /** Null: the project was approved by itself. */
  readonly planId: string | null;
  readonly decisionNumber: string;
  readonly parts: readonly { readonly year: number; readonly amount: Dong }[];
}

/** Keeps what a decision promised a project of the years after it. */
export async function keepYearParts(tx: Tx, cx: Context, promised: PromisedPart): Promise<void> {
  if (promised.parts.length === 0) return;
  await tx
    .insertInto('projects.year_part')
    .values(
      promised.parts.map(({ year, amount }) => ({
        ...{ province: cx.province, project_id: promised.projectId, year, amount },
        ...{ plan_id: promised.planId, decision_number: promised.decisionNumber },
        ...{ promised_by: cx.actor.accountId, promised_at: cx.now },
      })),
    )
    .execute();
}

export async function markTaken(
  tx: Tx,
  cx: Context,
  part: { readonly projectId: string; readonly year: number },
  taken: { readonly planId: string; readonly fundId: string; readonly amount: Dong },
): Promise<void> {
  await tx
    .updateTable('projects.year_part')
    .set({
      ...{ taken_plan_id: taken.planId, taken_amount: taken.amount, fund_id: taken.fundId },
      ...{ taken_by: cx.actor.accountId, taken_at: cx.now },
    })
    .where('province', '=', cx.province)
    .where('project_id', '=', part.projectId)
    .where('year', '=', part.year)
    .execute();
}

/** A project's years after the plan that decided it, earliest first. */
export async function yearPartsOf(tx: Tx, province: string, projectId: string) {
  const rows = await tx
    .selectFrom('projects.year_part')
    .select(['year', 'amount', 'decision_number', 'taken_amount', 'taken_at'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('year')
    .execute();
  return rows.map((row) => ({
    ...{ year: row.year, amount: row.amount as Dong, decisionNumber: row.decision_number },
    ...{ takenAmount: row.taken_amount as Dong | null, takenAt: row.taken_at },
  }));
}
