import type { FlowNode, TransferFilter } from '#funds';

/** Names of the query, both ways: a list of transfers is its address. */
const NAMES = {
  year: 'year',
  fundId: 'fund',
  projectId: 'project',
  station: 'station',
  from: 'from',
  to: 'to',
  kind: 'kind',
  decisionId: 'decision',
} as const satisfies Record<keyof TransferFilter, string>;

/** The address of the transfers behind a figure. */
export function transfersAddress(
  filter: TransferFilter,
  more: Readonly<Record<string, string>> = {},
): string {
  return withQuery('/desk/money/transfers', filter, more);
}

export function transfersCsvAddress(filter: TransferFilter): string {
  return withQuery('/desk/money/transfers/csv', filter, {});
}

function withQuery(path: string, filter: TransferFilter, more: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams();
  for (const [field, name] of Object.entries(NAMES)) {
    const value = filter[field as keyof TransferFilter];
    if (value !== undefined) params.set(name, String(value));
  }
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return `${path}?${params.toString()}`;
}

/** The transfers that passed a node of the flow picture. */
export function nodeAddress(fundId: string, node: FlowNode): string {
  if (node === 'restored' || node === 'returned') return transfersAddress({ fundId, kind: 'restore' });
  if (node === 'cut' || node === 'appropriate' || node === 'supplement' || node === 'carry_in')
    return transfersAddress({ fundId, kind: node });
  return transfersAddress({ fundId, station: node });
}
