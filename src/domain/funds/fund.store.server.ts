import { dong, localDate, ok, type Dong, type Result } from '#kernel';
import { prepared, type Tx } from '#platform/server';
import { sql } from 'kysely';
import {
  counterpartBalances,
  fundBalances,
  netFlows,
  type Flow,
  type Fund,
  type FundSource,
  type FundSummary,
  type Procedure,
} from './fund.ts';
import { ledgerRefusalOf } from './ledger.store.server.ts';
import type { FundStation, Station, TransferKind } from './stations.ts';

export async function insertFund(
  tx: Tx,
  province: string,
  fund: Fund & { readonly openedAt: Date; readonly openedBy: string },
): Promise<void> {
  await sql`select funds.open_book(${province}, ${fund.id}, 'fund'),
    funds.open_book(${province}, ${fund.counterpartId}, 'counterpart')`.execute(tx);
  await tx
    .insertInto('funds.fund')
    .values({
      province,
      id: fund.id,
      fiscal_year: fund.fiscalYear,
      source: fund.source,
      procedure: fund.procedure,
      unit_id: fund.unitId,
      name: fund.name,
      counterpart_id: fund.counterpartId,
      opened_at: fund.openedAt,
      opened_by: fund.openedBy,
    })
    .execute();
}

/** Refuses `money_is_still_under_way` and `fund_is_closed`; the transaction is then given up. */
export async function closeBook(tx: Tx, province: string, bookId: string, on: string): Promise<Result<void>> {
  try {
    await sql`select funds.close_book(${province}, ${bookId}, ${on})`.execute(tx);
    return ok(undefined);
  } catch (error) {
    const refusal = ledgerRefusalOf(error);
    if (refusal) return { ok: false, refusal };
    throw error;
  }
}

/** Funds of a year, or of all years; newest year first, then by source and name. */
export async function listFunds(tx: Tx, where: { year?: number; id?: string } = {}): Promise<Fund[]> {
  let query = tx
    .selectFrom('funds.fund as f')
    .innerJoin('funds.book as b', (join) =>
      join.onRef('b.province', '=', 'f.province').onRef('b.id', '=', 'f.id'),
    )
    .select([
      'f.id',
      'f.name',
      'f.fiscal_year',
      'f.source',
      'f.procedure',
      'f.unit_id',
      'f.counterpart_id',
      'b.closed_on',
    ])
    .orderBy('f.fiscal_year', 'desc')
    .orderBy('f.source')
    .orderBy('f.name');
  if (where.year !== undefined) query = query.where('f.fiscal_year', '=', where.year);
  if (where.id !== undefined) query = query.where('f.id', '=', where.id);
  const rows = await prepared(tx, query);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    fiscalYear: row.fiscal_year,
    source: row.source as FundSource,
    procedure: row.procedure as Procedure,
    unitId: row.unit_id,
    counterpartId: row.counterpart_id,
    closedOn: row.closed_on === null ? null : localDate(row.closed_on),
  }));
}

export async function findFund(tx: Tx, id: string): Promise<Fund | undefined> {
  return (await listFunds(tx, { id }))[0];
}

/** Years that have a fund, newest first. */
export async function fundYears(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('funds.fund')
    .select('fiscal_year')
    .distinct()
    .orderBy('fiscal_year', 'desc')
    .execute();
  return rows.map((row) => row.fiscal_year);
}

/** What stands where, for the funds of one year: sums over the accounts. */
export async function fundSummaries(tx: Tx, year: number): Promise<FundSummary[]> {
  const [funds, standing] = await Promise.all([listFunds(tx, { year }), standingOfYear(tx, year)]);
  return funds.map((fund) => ({
    fund,
    balances: fundBalances(standing.get(fund.id) ?? []),
    counterpart: counterpartBalances(standing.get(fund.counterpartId) ?? []),
  }));
}

async function standingOfYear(tx: Tx, year: number) {
  const rows = await prepared(
    tx,
    tx
      .selectFrom('funds.account')
      .select(['book_id', 'station', sql<string>`sum(balance)::text`.as('amount')])
      .where(
        'book_id',
        '=',
        sql<string>`any (array(select unnest(array[f.id, f.counterpart_id]) from funds.fund f where f.fiscal_year = ${year}))`,
      )
      .groupBy(['book_id', 'station']),
  );
  const byBook = new Map<string, [string, Dong][]>();
  for (const row of rows) push(byBook, row.book_id, [row.station, dong(row.amount)]);
  return byBook;
}

/** What stands where in one fund, account by account; empty accounts and `outside` left out. */
export interface FundStanding {
  readonly station: FundStation;
  readonly projectId: string | null;
  readonly amount: Dong;
}

export async function fundStandings(tx: Tx, fundId: string): Promise<FundStanding[]> {
  const rows = await tx
    .selectFrom('funds.account as a')
    .innerJoin('funds.station as s', (join) =>
      join.onRef('s.book_kind', '=', 'a.book_kind').onRef('s.code', '=', 'a.station'),
    )
    .select(['a.station', 'a.project_id', 'a.balance'])
    .where('a.book_id', '=', fundId)
    .where('a.balance', '>', 0n)
    .orderBy('s.position')
    .orderBy('a.project_id')
    .execute();
  return rows.map((row) => ({
    station: row.station as FundStation,
    projectId: row.project_id,
    amount: row.balance as Dong,
  }));
}

/** What moved which way in each book, reversals taken off: sums over all its transfers, so ask for few books. */
export async function fundFlows(tx: Tx, books: readonly string[]): Promise<ReadonlyMap<string, Flow[]>> {
  if (books.length === 0) return new Map();
  const { rows } = await sql<GrossRow>`
    select book_id, from_station, to_station, kind, false as reversal, sum(amount)::text as amount
    from funds.transfer where book_id = any(${books}::uuid[]) and reverses is null
    group by book_id, from_station, to_station, kind
    union all
    select t.book_id, t.from_station, t.to_station, undone.kind, true, sum(t.amount)::text
    from funds.transfer t join funds.transfer undone on undone.province = t.province and undone.id = t.reverses
    where t.book_id = any(${books}::uuid[]) and t.reverses is not null
    group by t.book_id, t.from_station, t.to_station, undone.kind`.execute(tx);
  const byBook = new Map<string, (Flow & { reversal: boolean })[]>();
  for (const row of rows)
    push(byBook, row.book_id, {
      kind: row.kind as TransferKind,
      from: row.from_station as Station,
      to: row.to_station as Station,
      amount: dong(row.amount),
      reversal: row.reversal,
    });
  return new Map([...byBook].map(([book, gross]) => [book, netFlows(gross)]));
}

interface GrossRow {
  readonly book_id: string;
  readonly from_station: string;
  readonly to_station: string;
  readonly kind: string;
  readonly reversal: boolean;
  readonly amount: string;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
