import type { FlowNode, FundSource, Station, TransferKind } from '#funds';
import { m } from '#messages';

type Message = () => string;

/** A label whose key is put together from a code of the ledger; the code itself when there is none. */
function label(prefix: string, code: string): string {
  const message = (m as unknown as Record<string, Message>)[`funds_${prefix}_${code}`];
  return message === undefined ? code : message();
}

/** Where money stands: "Đã cam kết". */
export const stationLabel = (station: Station) => label('station', station);
/** What a transfer does: "Tạm ứng". */
export const transferLabel = (kind: TransferKind) => label('kind', kind);
export const sourceLabel = (source: FundSource) => label('source', source);
/** A node of the flow picture: a station, or what brought the money in or took it out. */
export const flowNodeLabel = (node: FlowNode) => label('node', node);
