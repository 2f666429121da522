import type { LocalDate } from '#kernel';
import type { Basis } from '#law';
import { requestPapersOn } from '#law/server';
import type { Tx } from '#platform/server';
import type { Project } from '../project.store.server.ts';
import type { Request } from '../request.ts';
import { basisOf, checklistFor, type DossierPaper } from './checklist.ts';
import { papersElsewhere, pastSupport } from './past-support.store.server.ts';
import { judgeDuplicates, type AskedFor, type DuplicateFinding } from './past-support.ts';
import type { Screening } from './screening.ts';

/** A request as sent, or the part of a draft that could be read. */
type Dossier = Pick<Request, 'contentCode' | 'fiscalYear' | 'procedure'> & Pick<AskedFor, 'machines'>;

/** What the officer who screens a dossier has before them; and the applicant, before it is sent. */
export async function loadScreening(
  tx: Tx,
  project: Pick<Project, 'id' | 'taxCode'>,
  request: Dossier,
  papers: readonly DossierPaper[],
  today: LocalDate,
): Promise<Screening> {
  // A group project is approved on what it says itself; its beneficiaries' papers stay with the unit that carries it out.
  if (project.taxCode === null) return { items: [], papers, duplicates: [] };
  const all = await requestPapersOn(tx, today);
  const items = checklistFor(all, { procedure: request.procedure, content: request.contentCode });
  const { id, taxCode } = project;
  return {
    items,
    papers,
    duplicates: await duplicatesOf(tx, { id, taxCode }, request, papers, basisOf(items)),
  };
}

async function duplicatesOf(
  tx: Tx,
  project: { readonly id: string; readonly taxCode: string },
  request: Dossier,
  papers: readonly DossierPaper[],
  basis: Basis,
): Promise<readonly DuplicateFinding[]> {
  const { contentCode: content, fiscalYear, machines } = request;
  const others = await pastSupport(tx, project.taxCode, project.id);
  const hashes = papers.flatMap(({ item, hash }) => (item === 'quotation' && hash !== null ? [hash] : []));
  const elsewhere = await papersElsewhere(tx, project, hashes);
  return judgeDuplicates({ content, fiscalYear, machines }, others, elsewhere, basis);
}
