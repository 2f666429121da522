import type { Context } from '#people/server';
import { prepared, type Tx } from '#platform/server';

interface Reader {
  readonly province: string;
  readonly actor: Pick<Context['actor'], 'accountId'>;
}

/**
 * Rows of a list without the projects the actor declared an interest of their own in: their pages are not there for them,
 * so no row leads to one. A page of a list may be shorter by these; its keys are taken before. Rows that are still being
 * asked for are asked for together with it.
 */
export async function withoutRecused<R>(
  tx: Tx,
  reader: Reader,
  rows: readonly R[] | Promise<readonly R[]>,
  projectOf: (row: R) => string,
): Promise<R[]> {
  if ('length' in rows && rows.length === 0) return [];
  const [closed, found] = await Promise.all([recusedOf(tx, reader), rows]);
  return closed.size === 0 ? [...found] : found.filter((row) => !closed.has(projectOf(row)));
}

async function recusedOf(tx: Tx, { province, actor }: Reader): Promise<ReadonlySet<string>> {
  const rows = await prepared(
    tx,
    tx
      .selectFrom('projects.recusal')
      .select('project_id')
      .where('province', '=', province)
      .where('account_id', '=', actor.accountId),
  );
  return new Set(rows.map((row) => row.project_id));
}
