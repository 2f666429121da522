import { sql } from 'kysely';
import type { Dong } from '#kernel';
import type { Tx } from '#platform/server';
import type { State } from '#projects';

/** What a year's funds paid for one project and what it accounted for: a row of the yearly reconciliation (form 10). */
export interface YearAccount {
  readonly projectId: string;
  readonly number: string | null;
  readonly title: string;
  readonly establishmentName: string | null;
  readonly state: State;
  readonly contract: Dong;
  /** Still held for it: planned or committed. */
  readonly held: Dong;
  /** Paid out and not accounted for yet. */
  readonly unsettled: Dong;
  readonly settled: Dong;
  readonly recovered: Dong;
  readonly vouchers: number;
  /** Forms 8a and 8b. */
  readonly vouched: Dong;
  readonly vouchedWhole: Dong;
}

export interface YearAccountKey {
  readonly number: string;
  readonly id: string;
}

/** The projects with money of a year's funds, by number; a page by its key. Papers count whole, whatever year they are of. */
export async function yearAccounts(
  tx: Tx,
  province: string,
  year: number,
  { after, limit }: { readonly after: YearAccountKey | null; readonly limit: number },
): Promise<YearAccount[]> {
  const { rows } = await sql<Record<string, string | null>>`
    with page as (
      select p.id, p.number, p.title, p.state, p.contract_support, p.establishment_id
        from projects.project p
       where p.province = ${province} and p.number is not null
         and (${after === null} or (p.number, p.id) > (${after?.number ?? ''}, ${after?.id ?? null}::uuid))
         and exists (select from funds.account a join funds.fund f on f.province = a.province and f.id = a.book_id
                      where a.province = ${province} and a.project_id = p.id and f.fiscal_year = ${year} and a.credits > 0)
       order by p.number, p.id limit ${limit})
    select page.id, page.number, page.title, page.state, e.name as establishment_name,
           coalesce(page.contract_support, 0)::text as contract, m.held::text, m.unsettled::text, m.settled::text,
           m.recovered::text, v.count::text, v.vouched::text, v.whole::text
      from page
      left join establishments.establishment e on e.province = ${province} and e.id = page.establishment_id
      cross join lateral (
        select coalesce(sum(a.balance) filter (where a.station in ('planned', 'committed')), 0) as held,
               coalesce(sum(a.balance) filter (where a.station in ('advanced', 'spent')), 0) as unsettled,
               coalesce(sum(a.balance) filter (where a.station = 'settled'), 0) as settled,
               coalesce(sum(a.balance) filter (where a.station = 'recovered'), 0) as recovered
          from funds.account a join funds.fund f on f.province = a.province and f.id = a.book_id
         where a.province = ${province} and a.project_id = page.id and f.fiscal_year = ${year}) m
      cross join lateral (
        select count(*) as count, coalesce(sum(v.amount), 0) as whole,
               coalesce(sum(v.amount) filter (where v.source = 'support'), 0) as vouched
          from disbursements.voucher v
         where v.province = ${province} and v.project_id = page.id and v.removed_at is null) v
     order by page.number, page.id`.execute(tx);
  const dong = (text: string | null | undefined) => BigInt(text ?? '0') as Dong;
  return rows.map((r) => ({
    ...{ projectId: r['id']!, number: r['number'] ?? null, title: r['title']!, state: r['state'] as State },
    ...{
      establishmentName: r['establishment_name'] ?? null,
      contract: dong(r['contract']),
      held: dong(r['held']),
    },
    ...{ unsettled: dong(r['unsettled']), settled: dong(r['settled']), recovered: dong(r['recovered']) },
    ...{ vouchers: Number(r['count']), vouched: dong(r['vouched']), vouchedWhole: dong(r['whole']) },
  }));
}
