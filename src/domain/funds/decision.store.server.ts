import { dong, localDate } from '#kernel';
import type { Tx } from '#platform/server';
import { sql } from 'kysely';
import type { Decision, DecisionKind } from './budget-decision.ts';

export async function insertDecision(
  tx: Tx,
  province: string,
  decision: Omit<Decision, 'withdrawn'> & { readonly recordedAt: Date; readonly recordedBy: string },
): Promise<void> {
  await tx
    .insertInto('funds.decision')
    .values({
      province,
      id: decision.id,
      fund_id: decision.fundId,
      kind: decision.kind,
      number: decision.number,
      decided_on: decision.decidedOn,
      amount: decision.amount,
      document_id: decision.documentId,
      note: decision.note,
      carried_with: decision.carriedWith,
      recorded_at: decision.recordedAt,
      recorded_by: decision.recordedBy,
    })
    .execute();
}

/** Whether a decision of this number stands in the fund; spelling is compared without accents and case. */
export async function isNumberTaken(tx: Tx, fundId: string, number: string): Promise<boolean> {
  const row = await tx
    .selectFrom('funds.decision')
    .select('id')
    .where('fund_id', '=', fundId)
    .where('withdrawn_by_posting', 'is', null)
    .where(sql<boolean>`platform.fold(number) = platform.fold(${number})`)
    .executeTakeFirst();
  return row !== undefined;
}

/** The decision a posting carried out. */
export async function decisionOf(tx: Tx, postingId: string): Promise<string> {
  const row = await tx
    .selectFrom('funds.transfer')
    .select('decision_id')
    .where('posting_id', '=', postingId)
    .where('decision_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return row.decision_id!;
}

/** The decisions whose transfers a posting reversed no longer stand. */
export async function withdrawDecisions(tx: Tx, ids: readonly string[], postingId: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('funds.decision')
    .set({ withdrawn_by_posting: postingId })
    .where('id', 'in', ids)
    .where('withdrawn_by_posting', 'is', null)
    .execute();
}

/** Decisions of some funds, oldest first, withdrawn ones included. */
export async function listDecisions(tx: Tx, fundIds: readonly string[]): Promise<Decision[]> {
  if (fundIds.length === 0) return [];
  const rows = await tx
    .selectFrom('funds.decision')
    .selectAll()
    .where('fund_id', 'in', fundIds)
    .orderBy('decided_on')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fundId: row.fund_id,
    kind: row.kind as DecisionKind,
    number: row.number,
    decidedOn: localDate(row.decided_on),
    amount: dong(row.amount),
    documentId: row.document_id,
    note: row.note,
    carriedWith: row.carried_with,
    withdrawn: row.withdrawn_by_posting !== null,
  }));
}
