import type { Tx } from '#platform/server';

/** How many projects of the province are computed by these norm sets, all and those still open. */
export async function countProjectsUnder(
  tx: Tx,
  setIds: readonly string[],
): Promise<{ readonly all: number; readonly open: number }> {
  if (setIds.length === 0) return { all: 0, open: 0 };
  const row = await tx
    .selectFrom('projects.project')
    .select((eb) => [
      eb.fn.countAll<bigint>().as('all'),
      eb.fn.countAll<bigint>().filterWhere('state', 'not in', ['closed', 'rejected', 'withdrawn']).as('open'),
    ])
    .where('norm_set_id', 'in', setIds)
    .executeTakeFirstOrThrow();
  return { all: Number(row.all), open: Number(row.open) };
}

/** How many projects of the province there are of each content; those without any are left out. */
export async function countProjectsOfContents(
  tx: Tx,
  province: string,
  contents: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (contents.length === 0) return new Map();
  const rows = await tx
    .selectFrom('projects.project')
    .select((eb) => ['content_code', eb.fn.countAll<bigint>().as('n')])
    .where('province', '=', province)
    .where('content_code', 'in', contents)
    .groupBy('content_code')
    .execute();
  return new Map(rows.map((row) => [row.content_code, Number(row.n)]));
}
