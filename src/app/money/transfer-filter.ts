import { isStation, isTransferKind, type Station, type TransferFilter } from '#funds';
import { isId } from '#kernel';

/** Reads a list's address; what makes no sense in it is passed over, as if it were not there. */
export function filterFrom(params: URLSearchParams): TransferFilter {
  const id = (name: string) => {
    const value = params.get(name) ?? '';
    return isId(value) ? value : undefined;
  };
  const station = (name: string): Station | undefined => {
    const value = params.get(name) ?? '';
    return isStation(value) ? value : undefined;
  };
  const kind = params.get('kind') ?? '';
  const year = params.get('year') ?? '';
  return withoutHoles({
    year: /^(19|20|21)\d{2}$/.test(year) ? Number(year) : undefined,
    fundId: id('fund'),
    projectId: id('project'),
    station: station('station'),
    from: station('from'),
    to: station('to'),
    kind: isTransferKind(kind) ? kind : undefined,
    decisionId: id('decision'),
  });
}

function withoutHoles(filter: {
  readonly [K in keyof TransferFilter]: TransferFilter[K] | undefined;
}): TransferFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
