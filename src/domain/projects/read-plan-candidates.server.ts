import { mainTaxCode, ZERO_DONG, type Dong, type LocalDate, type TaxCode } from '#kernel';
import { loadNormBook } from '#law/server';
import type { Tx } from '#platform/server';
import { areaOf } from '#territory/server';
import { applicableNorm } from './applicable-norm.ts';
import { pastSupport } from './dossier/past-support.store.server.ts';
import { earlierSupport } from './dossier/past-support.ts';
import { planCandidateRows, type PlanCandidateRow } from './plan-candidate.store.server.ts';
import type { ProcedureKind } from './project.transitions.ts';

export interface PlanCandidate extends PlanCandidateRow {
  /** What the norm allows today, after what the same business had before; null where it refuses. */
  readonly allowed: Dong | null;
}

/** What a plan of a year chooses among. The norm is asked as it will be on the day of the decision. */
export async function readPlanCandidates(
  tx: Tx,
  province: string,
  of: { readonly procedure: ProcedureKind; readonly year: number; readonly only?: string },
  today: LocalDate,
): Promise<readonly PlanCandidate[]> {
  const rows = await planCandidateRows(tx, province, of);
  const book = await loadNormBook(tx, province);
  const areas = new Map<string, Awaited<ReturnType<typeof areaOf>>>();
  const past = new Map<string, Awaited<ReturnType<typeof pastSupport>>>();
  const candidates: PlanCandidate[] = [];
  for (const row of rows) {
    const business = mainTaxCode(row.taxCode as TaxCode);
    if (!areas.has(row.communeCode)) areas.set(row.communeCode, await areaOf(tx, row.communeCode, today));
    if (!past.has(business)) past.set(business, await pastSupport(tx, row.taxCode));
    const others = past.get(business)!.filter(({ projectId }) => projectId !== row.id);
    const unit = {
      eligibleCost: row.eligibleCost,
      totalInvestment: row.totalCost,
      technologyLine: row.technologyLine,
      earlier: earlierSupport(others, null),
    };
    const answer =
      row.eligibleCost === ZERO_DONG
        ? null
        : applicableNorm(
            {
              fund: of.procedure === 'national' ? 'national' : 'local',
              province,
              content: row.contentCode,
              year: row.fiscalYear,
              units: [unit],
              area: areas.get(row.communeCode)!,
            },
            today,
            book,
          );
    candidates.push({ ...row, allowed: answer?.ok ? answer.value.amount : null });
  }
  return candidates;
}
