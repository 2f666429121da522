import type { Dong, LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ProgressReport } from './payment-request.ts';

/** Newest first. */
export async function reportsOf(tx: Tx, province: string, projectId: string): Promise<ProgressReport[]> {
  const rows = await tx
    .selectFrom('disbursements.progress_report as r')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'r.province').onRef('a.id', '=', 'r.reported_by'),
    )
    .leftJoin('people.account as c', (j) =>
      j.onRef('c.province', '=', 'r.province').onRef('c.id', '=', 'r.certified_by'),
    )
    .selectAll('r')
    .select(['a.name as by_name', 'c.name as certified_by_name'])
    .where('r.province', '=', province)
    .where('r.project_id', '=', projectId)
    .orderBy('r.no', 'desc')
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, no: r.no, percent: r.percent, spent: r.spent as Dong, description: r.description },
    ...{ reportedOn: r.reported_on as LocalDate, documentId: r.document_id, by: r.reported_by },
    ...{ byName: r.by_name, certified: r.certified, certifiedByName: r.certified_by_name },
    certifyNote: r.certify_note,
  }));
}

export async function insertReport(
  tx: Tx,
  cx: Context,
  one: Pick<
    ProgressReport,
    'id' | 'no' | 'percent' | 'spent' | 'description' | 'reportedOn' | 'documentId'
  > & {
    readonly projectId: string;
  },
): Promise<void> {
  await tx
    .insertInto('disbursements.progress_report')
    .values({
      ...{ province: cx.province, id: one.id, project_id: one.projectId, no: one.no, percent: one.percent },
      ...{ spent: one.spent, description: one.description, reported_on: one.reportedOn },
      ...{ document_id: one.documentId, reported_by: cx.actor.accountId, reported_at: cx.now },
    })
    .execute();
}

/** False where it was judged meanwhile. */
export async function markCertified(
  tx: Tx,
  cx: Context,
  id: string,
  { certified, note }: { readonly certified: boolean; readonly note: string | null },
): Promise<boolean> {
  const done = await tx
    .updateTable('disbursements.progress_report')
    .set({ certified, certify_note: note, certified_by: cx.actor.accountId, certified_at: cx.now })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .where('certified', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
