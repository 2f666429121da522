import type { Context } from '#people/server';
import { prepared, type Tx } from '#platform/server';

/**
 * Rows of a list without the projects the actor declared an interest of their own in: their pages are not there for them,
 * so no row leads to one. A page of a list may be shorter by these; its keys are taken before.
 */
export async function withoutRecused<R>(
  tx: Tx,
  reader: { readonly province: string; readonly actor: Pick<Context['actor'], 'accountId'> },
  rows: readonly R[],
  projectOf: (row: R) => string,
): Promise<R[]> {
  if (rows.length === 0) return [];
  const recused = await prepared(
    tx,
    tx
      .selectFrom('projects.recusal')
      .select('project_id')
      .where('province', '=', reader.province)
      .where('account_id', '=', reader.actor.accountId),
  );
  const closed = new Set(recused.map((r) => r.project_id));
  return closed.size === 0 ? [...rows] : rows.filter((row) => !closed.has(projectOf(row)));
}
