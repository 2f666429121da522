import { newId } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** The list's address without its path: `q=...&state=...`. */
  readonly query: string;
}

export async function savedViewsOf(tx: Tx, cx: Context): Promise<SavedView[]> {
  return tx
    .selectFrom('projects.saved_view')
    .select(['id', 'name', 'query'])
    .where('province', '=', cx.province)
    .where('account_id', '=', cx.actor.accountId)
    .orderBy('name')
    .execute();
}

/** Keeps a view under a name; the same name again keeps the newer. */
export async function putSavedView(
  tx: Tx,
  cx: Context,
  view: { name: string; query: string },
): Promise<void> {
  await tx
    .deleteFrom('projects.saved_view')
    .where('province', '=', cx.province)
    .where('account_id', '=', cx.actor.accountId)
    .where('name', '=', view.name)
    .execute();
  await tx
    .insertInto('projects.saved_view')
    .values({
      province: cx.province,
      id: newId(cx.now.getTime()),
      account_id: cx.actor.accountId,
      name: view.name,
      query: view.query,
      created_at: cx.now,
    })
    .execute();
}

export async function deleteSavedView(tx: Tx, cx: Context, id: string): Promise<void> {
  await tx
    .deleteFrom('projects.saved_view')
    .where('province', '=', cx.province)
    .where('account_id', '=', cx.actor.accountId)
    .where('id', '=', id)
    .execute();
}
