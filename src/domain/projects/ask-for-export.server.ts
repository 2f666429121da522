import { ok, type Locale, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { enqueue, transact } from '#platform/server';
import { mayKeepLists } from './own-lists.policy.ts';
import { insertExport, type ExportFormat } from './export.store.server.ts';

export const EXPORT_JOB = 'projects.export';

/** Asks for a list as a file. It is written in the background: the answer is where to watch it. */
export async function askForExport(
  cx: Context,
  asked: { format: ExportFormat; query: string; locale: Locale },
): Promise<Result<{ id: string }>> {
  const permitted = permit(mayKeepLists(cx.actor));
  if (!permitted.ok) return permitted;
  return transact(cx, async (tx) => {
    const id = await insertExport(tx, cx, { ...asked, query: asked.query.slice(0, 2000) });
    const payload = { province: cx.province, accountId: cx.actor.accountId, id };
    await enqueue(tx, EXPORT_JOB, payload, { jobKey: `export:${id}`, maxAttempts: 3 });
    return ok({ id });
  });
}
