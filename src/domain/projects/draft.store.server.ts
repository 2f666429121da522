import type { FormFields } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export interface Draft {
  readonly fields: FormFields;
  readonly revision: number;
  readonly savedAt: Date;
}

export async function draftOf(tx: Tx, province: string, projectId: string): Promise<Draft | undefined> {
  const row = await tx
    .selectFrom('projects.draft')
    .select(['fields', 'revision', 'saved_at'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return row && { fields: row.fields as FormFields, revision: row.revision, savedAt: row.saved_at };
}

export async function insertDraft(tx: Tx, cx: Context, projectId: string, fields: FormFields): Promise<void> {
  await tx
    .insertInto('projects.draft')
    .values({
      province: cx.province,
      project_id: projectId,
      fields: JSON.stringify(fields),
      revision: 1,
      saved_by: cx.actor.accountId,
      saved_at: cx.now,
    })
    .execute();
}

/** Answers the new revision, or undefined when somebody saved a newer one meanwhile. */
export async function replaceDraft(
  tx: Tx,
  cx: Context,
  projectId: string,
  fields: FormFields,
  revision: number,
): Promise<number | undefined> {
  const row = await tx
    .updateTable('projects.draft')
    .set({
      fields: JSON.stringify(fields),
      revision: revision + 1,
      saved_by: cx.actor.accountId,
      saved_at: cx.now,
    })
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst();
  return row?.revision;
}
