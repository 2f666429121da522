import type { Tx } from '#platform/server';

export interface ProjectName {
  readonly id: string;
  /** Null while it is a draft. */
  readonly number: string | null;
  readonly title: string;
}

/** What projects are called, for lists that only know their ids. Asks no permission: name them where it was asked. */
export async function projectNames(
  tx: Tx,
  province: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ProjectName>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('projects.project')
    .select(['id', 'number', 'title'])
    .where('province', '=', province)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
