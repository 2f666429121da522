import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { NewDocument, StoredFile } from './document.ts';

export async function insertFile(tx: Tx, province: string, file: StoredFile, now: Date): Promise<void> {
  await tx
    .insertInto('records.file')
    .values({
      province,
      hash: file.hash,
      size: BigInt(file.size),
      media_type: file.mediaType,
      stored_at: now,
      scanned_at: file.scanned ? now : null,
      signatures: file.signatures?.length ? JSON.stringify(file.signatures) : null,
    })
    .onConflict((c) => c.columns(['province', 'hash']).doNothing())
    .execute();
}

export async function insertDocument(tx: Tx, cx: Context, id: string, document: NewDocument): Promise<void> {
  await tx
    .insertInto('records.document')
    .values({
      province: cx.province,
      id,
      kind: document.kind,
      title: document.title,
      number: document.number ?? null,
      issued_on: document.issuedOn ?? null,
      file_hash: document.file?.hash ?? null,
      file_name: document.file?.fileName ?? null,
      subject_kind: document.subject.kind,
      subject_id: document.subject.id,
      added_by: cx.actor.accountId,
      added_at: cx.now,
    })
    .execute();
}

export async function documentsOf(tx: Tx, province: string, subject: { kind: string; id: string }) {
  return tx
    .selectFrom('records.document as d')
    .leftJoin('records.file as f', (j) =>
      j.onRef('f.province', '=', 'd.province').onRef('f.hash', '=', 'd.file_hash'),
    )
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.added_by'),
    )
    .select([
      'd.id',
      'd.kind',
      'd.title',
      'd.number',
      'd.issued_on',
      'd.file_name',
      'd.file_hash',
      'd.added_at',
      'f.size',
      'f.media_type',
      'f.scanned_at',
      'f.scan_finding',
      'f.signatures',
      'a.name as added_by_name',
    ])
    .where('d.province', '=', province)
    .where('d.subject_kind', '=', subject.kind)
    .where('d.subject_id', '=', subject.id)
    .orderBy('d.added_at')
    .orderBy('d.id')
    .execute();
}

/** One paper with its subject, so that the caller can ask whether the actor may see that subject. */
export async function documentOf(tx: Tx, province: string, id: string) {
  return tx
    .selectFrom('records.document as d')
    .leftJoin('records.file as f', (j) =>
      j.onRef('f.province', '=', 'd.province').onRef('f.hash', '=', 'd.file_hash'),
    )
    .select([
      'd.id',
      'd.kind',
      'd.title',
      'd.number',
      'd.issued_on',
      'd.file_name',
      'd.file_hash',
      'd.subject_kind',
      'd.subject_id',
      'f.media_type',
      'f.size',
      'f.scan_finding',
    ])
    .where('d.province', '=', province)
    .where('d.id', '=', id)
    .executeTakeFirst();
}
