import { localDate, type LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { Citation, TwoLanguages, Verification } from './citation.ts';
import type { ConditionQuestion, ContentCondition } from './content-condition.ts';
import type { ProcedureKind } from './procedure.ts';

/** The conditions of contents of all days, in their order. */
export async function loadContentConditions(tx: Tx): Promise<readonly ContentCondition[]> {
  const rows = await tx.selectFrom('law.content_condition').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    code: row.code,
    inForce: { from: localDate(row.valid_from), until: row.valid_until as LocalDate | null },
    contents: row.contents,
    procedures: row.procedures as ProcedureKind[],
    sectors: row.sectors,
    // As `reference-condition.server.ts` checked and wrote them.
    question: row.question as unknown as ConditionQuestion,
    says: row.says as unknown as ContentCondition['says'],
    district: row.district as unknown as TwoLanguages | null,
    paper: row.paper,
    citation: row.citation as unknown as Citation | null,
    verification: row.verification as Verification,
  }));
}
