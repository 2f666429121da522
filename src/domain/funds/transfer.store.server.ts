import { dong, localDate, type Dong } from '#kernel';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Fund } from './fund.ts';
import { listFunds } from './fund.store.server.ts';
import type { Station, TransferKind } from './stations.ts';
import type { Transfer, TransferFilter, TransferPage, TransferTotals } from './transfer.ts';

export interface PageOf {
  /** The last transfer of the page before. */
  readonly before?: string | null;
  readonly size: number;
}

/** The transfers behind a figure, newest first, paged by key: any page costs the same. */
export async function transfersOf(tx: Tx, filter: TransferFilter, page: PageOf): Promise<TransferPage> {
  const funds = await fundsByBook(tx);
  let query = filtered(transferQuery(tx), filter, funds)
    .orderBy('t.id', 'desc')
    .limit(page.size + 1);
  if (page.before) query = query.where('t.id', '<', page.before);
  const rows = await query.execute();
  const transfers = rows.slice(0, page.size).map((row) => shown(row, funds));
  return { transfers, next: rows.length > page.size ? transfers.at(-1)!.id : null };
}

/** What a list of transfers adds up to; with a station, what arrived there and what left it. */
export async function transferTotals(tx: Tx, filter: TransferFilter): Promise<TransferTotals> {
  const station = filter.station ?? '';
  const row = await filtered(tx.selectFrom('funds.transfer as t'), filter, await fundsByBook(tx))
    .select([
      sql<bigint>`count(*)`.as('count'),
      sql<string>`coalesce(sum(t.amount), 0)::text`.as('amount'),
      sql<string>`coalesce(sum(t.amount) filter (where t.to_station = ${station}), 0)::text`.as('arrived'),
      sql<string>`coalesce(sum(t.amount) filter (where t.from_station = ${station}), 0)::text`.as('departed'),
    ])
    .executeTakeFirstOrThrow();
  return {
    count: Number(row.count),
    amount: dong(row.amount),
    arrived: dong(row.arrived),
    departed: dong(row.departed),
  };
}

type Transfers = { readonly t: DB['funds.transfer'] };
type FundsByBook = ReadonlyMap<string, Fund>;

/** Both books of every fund: a province has a few dozen, and a list filtered by book can use its index. */
async function fundsByBook(tx: Tx): Promise<FundsByBook> {
  const funds = await listFunds(tx);
  return new Map(funds.flatMap((fund) => [[fund.id, fund] as const, [fund.counterpartId, fund] as const]));
}

function filtered<D extends Transfers, T extends keyof D, O>(
  whole: SelectQueryBuilder<D, T | 't', O>,
  filter: TransferFilter,
  funds: FundsByBook,
): SelectQueryBuilder<D, T | 't', O> {
  const { year, fundId, projectId, station, from, to, kind, decisionId } = filter;
  const conditions = [
    projectId && sql<boolean>`t.project_id = ${projectId}`,
    from && sql<boolean>`t.from_station = ${from}`,
    to && sql<boolean>`t.to_station = ${to}`,
    kind && sql<boolean>`t.kind = ${kind}`,
    decisionId && sql<boolean>`t.decision_id = ${decisionId}`,
    station && sql<boolean>`${station} in (t.from_station, t.to_station)`,
    (year || fundId) && sql<boolean>`t.book_id = any(${booksOf(funds, year, fundId)}::uuid[])`,
  ];
  return conditions.reduce((query, condition) => (condition ? query.where(condition) : query), whole);
}

function booksOf(funds: FundsByBook, year: number | undefined, fundId: string | undefined): string[] {
  return [...funds]
    .filter(([, fund]) => year === undefined || fund.fiscalYear === year)
    .filter(([, fund]) => fundId === undefined || fund.id === fundId)
    .map(([book]) => book);
}

/** What a posting moved, in order. */
export async function transfersOfPosting(tx: Tx, postingId: string): Promise<Transfer[]> {
  const rows = await transferQuery(tx).where('t.posting_id', '=', postingId).orderBy('t.line').execute();
  const funds = await fundsByBook(tx);
  return rows.map((row) => shown(row, funds));
}

function transferQuery(tx: Tx) {
  return tx
    .selectFrom('funds.transfer as t')
    .innerJoin('funds.posting as p', (join) =>
      join.onRef('p.province', '=', 't.province').onRef('p.id', '=', 't.posting_id'),
    )
    .innerJoin('people.account as a', (join) =>
      join.onRef('a.province', '=', 'p.province').onRef('a.id', '=', 'p.posted_by'),
    )
    .leftJoin('funds.decision as d', (join) =>
      join.onRef('d.province', '=', 't.province').onRef('d.id', '=', 't.decision_id'),
    )
    .leftJoin('funds.transfer as undo', (join) =>
      join.onRef('undo.province', '=', 't.province').onRef('undo.reverses', '=', 't.id'),
    )
    .select([
      't.id',
      't.posting_id',
      't.book_id',
      't.kind',
      't.from_station',
      't.to_station',
      't.amount',
      't.project_id',
      't.decision_id',
      'd.number as decision_number',
      'd.decided_on',
      'p.document_id',
      'd.document_id as decision_document_id',
      'p.act_id',
      'p.reason',
      'p.posted_on',
      'p.posted_at',
      'a.name as posted_by',
      't.reverses',
      'undo.id as reversed_by',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof transferQuery>['execute']>>[number];

function shown(row: Row, funds: FundsByBook): Transfer {
  const fund = funds.get(row.book_id)!;
  return {
    id: row.id,
    postingId: row.posting_id,
    bookId: row.book_id,
    fundId: fund.id,
    fundName: fund.name,
    fiscalYear: fund.fiscalYear,
    kind: row.kind as TransferKind,
    from: row.from_station as Station,
    to: row.to_station as Station,
    amount: dong(row.amount),
    projectId: row.project_id,
    decision:
      row.decision_id === null
        ? null
        : { id: row.decision_id, number: row.decision_number!, decidedOn: localDate(row.decided_on!) },
    documentId: row.document_id ?? row.decision_document_id,
    actId: row.act_id,
    reason: row.reason,
    postedOn: localDate(row.posted_on),
    postedAt: row.posted_at,
    postedBy: row.posted_by,
    reverses: row.reverses,
    reversedBy: row.reversed_by,
  };
}

/** The đồng of one project by fund and station, counterpart included; stations at zero are left out. */
export async function standingOfProject(
  tx: Tx,
  projectId: string,
): Promise<{ bookId: string; station: Station; amount: Dong }[]> {
  const rows = await tx
    .selectFrom('funds.account')
    .select(['book_id', 'station', sql<string>`balance::text`.as('amount')])
    .where('project_id', '=', projectId)
    .execute();
  return rows.map((row) => ({
    bookId: row.book_id,
    station: row.station as Station,
    amount: dong(row.amount),
  }));
}
