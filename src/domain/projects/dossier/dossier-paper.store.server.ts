import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { DossierPaper } from './checklist.ts';

/** The papers a project's dossier holds now, in the order they came. */
export async function dossierPapers(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<readonly DossierPaper[]> {
  return tx
    .selectFrom('projects.dossier_paper as p')
    .innerJoin('records.document as d', (j) =>
      j.onRef('d.province', '=', 'p.province').onRef('d.id', '=', 'p.document_id'),
    )
    .select(['p.item', 'p.document_id as document', 'd.title', 'd.file_hash as hash'])
    .where('p.province', '=', province)
    .where('p.project_id', '=', projectId)
    .where('p.removed_at', 'is', null)
    .orderBy('p.added_at')
    .orderBy('p.document_id')
    .execute();
}

/** Documents that were taken out of a project's dossier again. */
export async function removedPapers(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('projects.dossier_paper')
    .select('document_id')
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .where('removed_at', 'is not', null)
    .execute();
  return new Set(rows.map((row) => row.document_id));
}

export async function insertDossierPaper(
  tx: Tx,
  cx: Context,
  paper: { readonly projectId: string; readonly documentId: string; readonly item: string },
): Promise<void> {
  await tx
    .insertInto('projects.dossier_paper')
    .values({
      province: cx.province,
      project_id: paper.projectId,
      document_id: paper.documentId,
      item: paper.item,
      added_at: cx.now,
    })
    .execute();
}

/** Answers whether it was there to be taken out. */
export async function removeDossierPaper(
  tx: Tx,
  cx: Context,
  paper: { readonly projectId: string; readonly documentId: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('projects.dossier_paper')
    .set({ removed_at: cx.now })
    .where('province', '=', cx.province)
    .where('project_id', '=', paper.projectId)
    .where('document_id', '=', paper.documentId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
