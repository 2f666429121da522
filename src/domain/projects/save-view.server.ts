import { ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { mayKeepLists } from './own-lists.policy.ts';
import { deleteSavedView, putSavedView } from './saved-view.store.server.ts';

/** Keeps a list's filters under a name of one's own. Refuses a nameless view. */
export async function saveView(cx: Context, input: { name: string; query: string }): Promise<Result<void>> {
  const permitted = permit(mayKeepLists(cx.actor));
  if (!permitted.ok) return permitted;
  const name = input.name.trim();
  if (name === '' || name.length > 80) return refuse('view_name_is_missing', { max: 80 }, 'name');
  const params = new URLSearchParams(input.query.slice(0, 2000));
  for (const key of ['after', 'before']) params.delete(key);
  return transact(cx, async (tx) => {
    await putSavedView(tx, cx, { name, query: params.toString() });
    return ok(undefined);
  });
}

export async function dropView(cx: Context, id: string): Promise<Result<void>> {
  const permitted = permit(mayKeepLists(cx.actor));
  if (!permitted.ok) return permitted;
  return transact(cx, async (tx) => {
    await deleteSavedView(tx, cx, id);
    return ok(undefined);
  });
}
