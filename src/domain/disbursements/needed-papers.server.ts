import type { LocalDate } from '#kernel';
import { dossierItemsOn } from '#law/server';
import type { Tx } from '#platform/server';
import type { ProjectFacts } from '#projects';
import type { NeededPaper, RequestKind } from './payment-request.ts';

/**
 * The papers a request needs, all by data: for an advance those of its tranche's rule and of the checklist, for a payment
 * those of the content (Circular 36/2013/TT-BCT, articles 13 to 16).
 */
export async function neededPapers(
  tx: Tx,
  facts: Pick<ProjectFacts, 'procedure' | 'request' | 'advanceRule'>,
  kind: RequestKind,
  on: LocalDate,
): Promise<NeededPaper[]> {
  const asked = { kind: facts.procedure, content: facts.request.contentCode, stage: kind, on };
  const items = await dossierItemsOn(tx, asked);
  const ofTranche = kind === 'advance' ? (facts.advanceRule?.first.papers ?? []) : [];
  return [
    ...ofTranche.map((label, i) => ({ code: `tranche_${i + 1}`, label, mandatory: true })),
    ...items.map(({ code, label, mandatory }) => ({ code, label, mandatory })),
  ];
}

/** Of interest support as much is paid as is proved to be paid to the bank; the checklist says where. */
export const isOfInterest = (papers: readonly NeededPaper[]): boolean =>
  papers.some((paper) => paper.code === 'interest_proof');
