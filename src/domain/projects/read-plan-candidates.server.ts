import { mainTaxCode, ZERO_DONG, type Dong, type LocalDate, type TaxCode } from '#kernel';
import { loadNormBook } from '#law/server';
import type { Tx } from '#platform/server';
import { areaOf } from '#territory/server';
import { applicableNorm } from './applicable-norm.ts';
import { pastSupport } from './dossier/past-support.store.server.ts';
import { earlierSupport } from './dossier/past-support.ts';
import { planCandidateRows, type PlanCandidateRow } from './plan-candidate.store.server.ts';
import type { ProcedureKind } from './project.transitions.ts';
import { unitCosts } from './request.ts';

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
    const { communeCode, taxCode } = row;
    const business = taxCode === null ? '' : mainTaxCode(taxCode as TaxCode);
    if (communeCode !== null && !areas.has(communeCode))
      areas.set(communeCode, await areaOf(tx, communeCode, today));
    if (!past.has(business)) past.set(business, taxCode === null ? [] : await pastSupport(tx, taxCode));
    const others = past.get(business)!.filter(({ projectId }) => projectId !== row.id);
    const parts = row.unitsForeseen === null ? {} : { group: { units: row.unitsForeseen } };
    const investments = unitCosts(parts, row.totalCost);
    const units = unitCosts(parts, row.eligibleCost).map((eligibleCost, i) => ({
      eligibleCost,
      totalInvestment: investments[i]!,
      technologyLine: row.technologyLine,
      earlier: earlierSupport(others, null),
    }));
    const answer =
      row.eligibleCost === ZERO_DONG
        ? null
        : applicableNorm(
            {
              fund: of.procedure === 'national' ? 'national' : 'local',
              province,
              content: row.contentCode,
              year: row.fiscalYear,
              units,
              area: communeCode === null ? 'normal' : areas.get(communeCode)!,
            },
            today,
            book,
          );
    candidates.push({ ...row, allowed: answer?.ok ? answer.value.amount : null });
  }
  return candidates;
}
