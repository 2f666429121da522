import { error } from '@sveltejs/kit';
import { mayFund, type Fund, type Transfer, type TransferFilter, type TransferTotals } from '#funds';
import { listFunds, transfersOf, transferTotals } from '#funds/server';
import { isId } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { closedProjects, projectNames, type ProjectName } from '#projects/server';
import { filterFrom } from './transfer-filter.ts';

const PAGE_SIZE = 50;

export interface ShownTransfer extends Transfer {
  readonly project: ProjectName | null;
}

export interface TransfersPage {
  readonly filter: TransferFilter;
  readonly transfers: readonly ShownTransfer[];
  readonly totals: TransferTotals;
  readonly next: string | null;
  readonly isFirst: boolean;
  readonly funds: readonly Pick<Fund, 'id' | 'name' | 'fiscalYear'>[];
  /** What the address asked for by id, by name. */
  readonly projectName: ProjectName | null;
  readonly closed: ReadonlySet<string>;
}

/** The transfers behind a figure, each with its project, decision and document. */
export async function loadTransfersPage(cx: Context, params: URLSearchParams): Promise<TransfersPage> {
  if (!mayFund(cx.actor, 'see')) error(404, 'Not found');
  const filter = filterFrom(params);
  const asked = params.get('before') ?? '';
  const before = isId(asked) ? asked : null;
  return inProvince(cx, async (tx) => {
    const { transfers, next } = await transfersOf(tx, filter, { before, size: PAGE_SIZE });
    const ids = transfers.flatMap((t) => (t.projectId ? [t.projectId] : []));
    const names = await projectNames(tx, cx.province, filter.projectId ? [...ids, filter.projectId] : ids);
    const funds = await listFunds(tx, filter.year ? { year: filter.year } : {});
    return {
      filter,
      transfers: transfers.map((t) => ({ ...t, project: (t.projectId && names.get(t.projectId)) || null })),
      totals: await transferTotals(tx, filter),
      next,
      isFirst: before === null,
      funds: funds.map(({ id, name, fiscalYear }) => ({ id, name, fiscalYear })),
      closed: await closedProjects(tx, cx),
      projectName: (filter.projectId && names.get(filter.projectId)) || null,
    };
  });
}
