import { handsOf } from '#people';
import type { Context } from '#people/server';
import { prepared, type Tx } from '#platform/server';

interface Reader {
  readonly province: string;
  readonly actor: Pick<Context['actor'], 'accountId' | 'standsInFor'>;
}

/**
 * Rows of a list of work without the projects the actor, or whose place they take, declared an interest of their own in:
 * their pages are not there for them, so no row leads to one. A page of a list may be shorter by these; its keys are taken
 * before. Rows that are still being asked for are asked for together with it. Tables whose sums must hold keep the row and
 * show it without a way in, by `closedProjects`.
 */
export async function withoutRecused<R>(
  tx: Tx,
  reader: Reader,
  rows: readonly R[] | Promise<readonly R[]>,
  projectOf: (row: R) => string,
): Promise<R[]> {
  if ('length' in rows && rows.length === 0) return [];
  const [closed, found] = await Promise.all([closedProjects(tx, reader), rows]);
  return closed.size === 0 ? [...found] : found.filter((row) => !closed.has(projectOf(row)));
}

/** The projects whose pages are not there for the actor, by an interest that they or whose place they take declared. */
export async function closedProjects(tx: Tx, { province, actor }: Reader): Promise<ReadonlySet<string>> {
  const rows = await prepared(
    tx,
    tx
      .selectFrom('projects.recusal')
      .select('project_id')
      .where('province', '=', province)
      .where('account_id', 'in', handsOf(actor)),
  );
  return new Set(rows.map((row) => row.project_id));
}
