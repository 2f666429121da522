import { sql } from 'kysely';
import { dong, type Refusal } from '#kernel';
import { refusalOf, type Database, type Tx } from '#platform/server';
import type { Posted } from './posting.ts';

/** A posting as funds.post takes it. */
export interface PostCall {
  readonly province: string;
  readonly postingId: string;
  readonly key: string;
  readonly inputsHash: Buffer;
  readonly postedAt: Date;
  readonly on: string;
  readonly actorId: string;
  readonly reason: string | null;
  readonly actId: string | null;
  readonly documentId: string | null;
  /** JSON: [{id, book, kind, from, to, project?, amount, decision?, reverses?}]. */
  readonly transfers: string;
}

interface PostedRow {
  readonly posting_id: string;
  readonly transfer_ids: string[];
  readonly replayed: boolean;
}

/** Joins the caller's transaction, whose province must be the call's. */
export async function postWithin(tx: Tx, call: PostCall): Promise<Posted> {
  return posted(await sql<PostedRow>`select * from funds.post(${args(call)})`.execute(tx));
}

/** One statement, one round trip, one transaction of its own. */
export async function postAlone(db: Database, call: PostCall): Promise<Posted> {
  return posted(await sql<PostedRow>`select * from funds.post_in(${args(call)})`.execute(db));
}

function args(call: PostCall) {
  return sql`${call.province}, ${call.postingId}, ${call.key}, ${call.inputsHash}, ${call.postedAt}, ${call.on},
    ${call.actorId}, ${call.reason}, ${call.actId}, ${call.documentId}, ${call.transfers}::jsonb`;
}

function posted({ rows }: { rows: PostedRow[] }): Posted {
  const row = rows[0]!;
  return { postingId: row.posting_id, transferIds: row.transfer_ids, replayed: row.replayed };
}

/** A refusal raised by the ledger's functions, or undefined; amounts arrive as text and leave as đồng. */
export function ledgerRefusalOf(error: unknown): Refusal | undefined {
  const refusal = refusalOf(error);
  if (!refusal) return undefined;
  const params = Object.entries(refusal.params).map(([name, value]) => [
    name,
    AMOUNTS.has(name) ? dong(String(value)) : value,
  ]);
  return { ...refusal, params: Object.fromEntries(params) as Refusal['params'] };
}

const AMOUNTS: ReadonlySet<string> = new Set(['available', 'asked', 'amount']);
