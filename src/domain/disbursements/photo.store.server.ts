import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { PhotoFacts } from './photo.ts';

export interface AcceptancePhoto extends PhotoFacts {
  readonly id: string;
  readonly documentId: string;
  readonly caption: string | null;
}

export async function photosOf(tx: Tx, province: string, projectId: string): Promise<AcceptancePhoto[]> {
  const rows = await tx
    .selectFrom('disbursements.acceptance_photo')
    .selectAll()
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, documentId: r.document_id, caption: r.caption, takenAt: r.taken_at },
    ...{ latitude: r.latitude, longitude: r.longitude, camera: r.camera },
  }));
}

export async function insertPhoto(
  tx: Tx,
  cx: Context,
  photo: {
    readonly id: string;
    readonly projectId: string;
    readonly documentId: string;
    readonly original: string;
    readonly facts: PhotoFacts;
    readonly caption: string | null;
  },
): Promise<void> {
  const { takenAt, latitude, longitude, camera } = photo.facts;
  await tx
    .insertInto('disbursements.acceptance_photo')
    .values({
      ...{ province: cx.province, id: photo.id, project_id: photo.projectId, document_id: photo.documentId },
      ...{ original_hash: photo.original, caption: photo.caption, taken_at: takenAt, latitude, longitude },
      ...{ camera, added_by: cx.actor.accountId, added_at: cx.now },
    })
    .execute();
}
