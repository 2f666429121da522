import { refuse, type Refusal } from '#kernel';
import type { Basis, DossierItem, RequestPaper } from '#law';
import type { ProcedureKind } from '../project.transitions.ts';

/** A paper of a dossier, and the item of the checklist it answers. */
export interface DossierPaper {
  readonly item: string;
  /** Of records.document. */
  readonly document: string;
  readonly title: string;
  /** SHA-256 of the file; null where the paper has none. */
  readonly hash: string | null;
}

/** Of all papers that requests are asked for, those for one content and procedure, in their order. */
export function checklistFor(
  papers: readonly RequestPaper[],
  asked: { readonly procedure: ProcedureKind; readonly content: string },
): readonly RequestPaper[] {
  return papers.filter(
    ({ kind, contents }) =>
      kind === asked.procedure && (contents.length === 0 || contents.includes(asked.content)),
  );
}

/** Each mandatory item that has no paper, beside its place in the form. */
export function missingPapers(items: readonly DossierItem[], papers: readonly DossierPaper[]): Refusal[] {
  return items
    .filter((item) => item.mandatory && !papers.some((paper) => paper.item === item.code))
    .map(({ code, label }) => {
      const named = { item: label.vi, itemEn: label.en };
      return refuse('dossier_paper_is_missing', named, `papers.${code}`).refusal;
    });
}

/** No honest dossier has more papers; each may be as large as an upload may be. */
export const MOST_PAPERS = 60;

/** That the same cost has no other support stands where the commitment to it is asked for. */
export function basisOf(papers: readonly RequestPaper[]): Basis {
  const commitment = papers.find(({ code }) => code === 'commitment');
  return commitment ?? { citation: null, verification: 'memory' };
}
