import { newId, type Locale } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export type ExportFormat = 'csv' | 'xlsx';

export interface ListExport {
  readonly id: string;
  readonly format: ExportFormat;
  readonly query: string;
  readonly locale: Locale;
  readonly state: 'waiting' | 'writing' | 'ready' | 'failed';
  readonly rowsDone: number;
}

export async function insertExport(
  tx: Tx,
  cx: Context,
  asked: { format: ExportFormat; query: string; locale: Locale },
): Promise<string> {
  const id = newId(cx.now.getTime());
  await tx
    .insertInto('projects.export')
    .values({
      province: cx.province,
      id,
      account_id: cx.actor.accountId,
      ...asked,
      state: 'waiting',
      asked_at: cx.now,
    })
    .execute();
  return id;
}

/** An export of one's own; undefined for anyone else's. */
export async function exportOf(
  tx: Tx,
  owner: { province: string; accountId: string },
  id: string,
): Promise<ListExport | undefined> {
  const row = await tx
    .selectFrom('projects.export')
    .select(['id', 'format', 'query', 'locale', 'state', 'rows_done'])
    .where('province', '=', owner.province)
    .where('account_id', '=', owner.accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && ({ ...row, rowsDone: row.rows_done } as unknown as ListExport);
}

export async function markExport(
  tx: Tx,
  province: string,
  id: string,
  change: { state: ListExport['state']; rowsDone?: number; finishedAt?: Date },
): Promise<void> {
  await tx
    .updateTable('projects.export')
    .set({
      state: change.state,
      ...(change.rowsDone === undefined ? {} : { rows_done: change.rowsDone }),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    })
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}

/** Forgets exports asked for before a moment; answers their ids, whose files go too. */
export async function dropExportsBefore(tx: Tx, province: string, before: Date): Promise<string[]> {
  const rows = await tx
    .deleteFrom('projects.export')
    .where('province', '=', province)
    .where('asked_at', '<', before)
    .returning('id')
    .execute();
  return rows.map((r) => r.id);
}
