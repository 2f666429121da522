import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { NeedPaper, NeedPaperKind } from './need-paper.ts';

/** The papers of a need, in the order they came; each with the file it is, to be put into a request. */
export async function papersOfNeed(tx: Tx, province: string, needId: string) {
  const rows = await tx
    .selectFrom('programmes.need_paper as p')
    .innerJoin('records.document as d', (j) =>
      j.onRef('d.province', '=', 'p.province').onRef('d.id', '=', 'p.document_id'),
    )
    .innerJoin('records.file as f', (j) =>
      j.onRef('f.province', '=', 'd.province').onRef('f.hash', '=', 'd.file_hash'),
    )
    .select(['p.document_id', 'p.kind', 'd.title', 'd.file_name', 'f.media_type', 'f.hash', 'f.size'])
    .where('p.province', '=', province)
    .where('p.need_id', '=', needId)
    .where('p.removed_at', 'is', null)
    .orderBy('p.added_at')
    .orderBy('p.document_id')
    .execute();
  return rows.map((row) => ({
    paper: {
      document: row.document_id,
      kind: row.kind as NeedPaperKind,
      title: row.title,
      picture: row.media_type.startsWith('image/'),
    } satisfies NeedPaper,
    file: {
      hash: row.hash,
      size: Number(row.size),
      mediaType: row.media_type,
      fileName: row.file_name ?? row.title,
    },
  }));
}

export async function insertNeedPaper(
  tx: Tx,
  cx: Context,
  paper: { readonly needId: string; readonly documentId: string; readonly kind: NeedPaperKind },
): Promise<void> {
  await tx
    .insertInto('programmes.need_paper')
    .values({
      province: cx.province,
      need_id: paper.needId,
      document_id: paper.documentId,
      kind: paper.kind,
      added_at: cx.now,
    })
    .execute();
}

/** False where it is not there any more. */
export async function removeNeedPaperRow(
  tx: Tx,
  cx: Context,
  needId: string,
  documentId: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('programmes.need_paper')
    .set({ removed_at: cx.now })
    .where('province', '=', cx.province)
    .where('need_id', '=', needId)
    .where('document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .returning('document_id')
    .executeTakeFirst();
  return row !== undefined;
}
