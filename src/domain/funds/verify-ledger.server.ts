import { addDong, dong, sumDong, ZERO_DONG, type Dong } from '#kernel';
import { inSnapshot, type Scope, type Tx } from '#platform/server';
import { sql } from 'kysely';

/** An account whose kept sums are not those of its transfers. */
interface DifferingAccount {
  readonly province: string;
  readonly bookId: string;
  readonly station: string;
  /** The project, or the book itself. */
  readonly holderId: string;
  readonly kept: Dong;
  readonly recomputed: Dong;
  /** đồng by which what left and what arrived differ, together. */
  readonly off: Dong;
}

type LedgerFault =
  | 'book_does_not_balance'
  | 'account_is_overdrawn'
  | 'posting_is_incomplete'
  | 'move_is_illegal'
  | 'reversal_is_not_opposite'
  | 'decision_differs_from_its_transfers';

export interface LedgerVerdict {
  readonly accounts: number;
  readonly transfers: number;
  readonly imbalance: Dong;
  readonly differing: readonly DifferingAccount[];
  readonly faults: readonly { readonly province: string; readonly fault: LedgerFault; readonly id: string }[];
}

/** At most this many of each fault are listed; the counts of a broken ledger help nobody. */
const LISTED_MAX = 100;

/**
 * Recomputes every balance of one province from its transfers, and looks for whatever the database
 * should have refused. Changes nothing; a consistent view, so it may run while money moves.
 */
export async function verifyLedger(scope: Scope): Promise<LedgerVerdict> {
  const { province } = scope;
  return inSnapshot(scope, async (tx) => {
    const differing = await differingAccounts(tx, province);
    const faults = [];
    for (const [fault, query] of Object.entries(faultQueries))
      for (const { id } of (await sql.raw<{ id: string }>(`${query} limit ${LISTED_MAX}`).execute(tx)).rows)
        faults.push({ province, fault: fault as LedgerFault, id });
    return {
      accounts: await count(tx, 'account'),
      transfers: await count(tx, 'transfer'),
      imbalance: sumDong(differing.map((account) => account.off)),
      differing,
      faults,
    };
  });
}

/** Several provinces' verdicts as one. */
export function together(verdicts: readonly LedgerVerdict[]): LedgerVerdict {
  return verdicts.reduce(
    (all, one) => ({
      accounts: all.accounts + one.accounts,
      transfers: all.transfers + one.transfers,
      imbalance: addDong(all.imbalance, one.imbalance),
      differing: [...all.differing, ...one.differing],
      faults: [...all.faults, ...one.faults],
    }),
    { accounts: 0, transfers: 0, imbalance: ZERO_DONG, differing: [], faults: [] },
  );
}

async function count(tx: Tx, table: 'account' | 'transfer'): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(`funds.${table}`)}`.execute(
    tx,
  );
  return Number(rows[0]!.n);
}

async function differingAccounts(tx: Tx, province: string): Promise<DifferingAccount[]> {
  const { rows } = await sql<
    Record<'book_id' | 'station' | 'holder_id' | 'kept' | 'recomputed' | 'off', string>
  >`
    with moved as (
      select book_id, station, holder_id, sum(debit) as debits, sum(credit) as credits
      from (
        select book_id, from_station as station, from_holder as holder_id, amount as debit, 0 as credit from funds.transfer
        union all
        select book_id, to_station, to_holder, 0, amount from funds.transfer
      ) side
      group by book_id, station, holder_id
    ), compared as (
      select book_id, station, holder_id,
        coalesce(a.debits, 0) as kept_debits, coalesce(a.credits, 0) as kept_credits,
        coalesce(m.debits, 0) as debits, coalesce(m.credits, 0) as credits
      from funds.account a full join moved m using (book_id, station, holder_id)
    )
    select book_id, station, holder_id, (kept_credits - kept_debits)::text as kept, (credits - debits)::text as recomputed,
      (abs(kept_debits - debits) + abs(kept_credits - credits))::text as off
    from compared
    where kept_debits <> debits or kept_credits <> credits
    order by book_id, station, holder_id`.execute(tx);
  return rows.map((row) => ({
    province,
    bookId: row.book_id,
    station: row.station,
    holderId: row.holder_id,
    kept: dong(row.kept),
    recomputed: dong(row.recomputed),
    off: dong(row.off),
  }));
}

const faultQueries: Readonly<Record<LedgerFault, string>> = {
  book_does_not_balance: `select book_id as id from funds.account group by book_id having sum(balance) <> 0`,
  account_is_overdrawn: `select a.book_id as id from funds.account a
    join funds.station s on s.book_kind = a.book_kind and s.code = a.station where s.bounded and a.balance < 0`,
  posting_is_incomplete: `select coalesce(p.id, t.posting_id) as id from funds.posting p
    full join (select posting_id, count(*) as lines from funds.transfer group by posting_id) t on t.posting_id = p.id
    where p.transfer_count is distinct from t.lines`,
  move_is_illegal: `select t.id from funds.transfer t join funds.book b on b.province = t.province and b.id = t.book_id
    left join funds.move m on m.book_kind = b.kind and m.kind = t.kind
      and m.from_station = t.from_station and m.to_station = t.to_station
    where m.kind is null
      or t.from_holder is distinct from (case when m.from_per_project then t.project_id else t.book_id end)
      or t.to_holder is distinct from (case when m.to_per_project then t.project_id else t.book_id end)`,
  reversal_is_not_opposite: `select r.id from funds.transfer r
    join funds.transfer t on t.province = r.province and t.id = r.reverses
    where (t.book_id, t.from_station, t.from_holder, t.to_station, t.to_holder, t.amount)
      is distinct from (r.book_id, r.to_station, r.to_holder, r.from_station, r.from_holder, r.amount)`,
  decision_differs_from_its_transfers: `select d.id from funds.decision d
    left join funds.transfer t on t.province = d.province and t.decision_id = d.id and t.reverses is null
    group by d.id, d.amount having sum(t.amount) is distinct from d.amount`,
};
