import { sql } from 'kysely';
import { newId, type Dong } from '#kernel';
import type { Verification } from '#law';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { OrderRow, TreasuryLayout } from './treasury.ts';

export async function layoutFor(tx: Tx, direction: TreasuryLayout['direction']): Promise<TreasuryLayout> {
  const r = await tx
    .selectFrom('disbursements.treasury_layout')
    .selectAll()
    .where('direction', '=', direction)
    .orderBy('code', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return {
    ...{ code: r.code, direction, name: { vi: r.name_vi, en: r.name_en } },
    columns: r.columns as unknown as TreasuryLayout['columns'],
    verification: r.verification as Verification,
  };
}

export interface Batch {
  readonly id: string;
  readonly year: number;
  readonly no: number;
  readonly by: string;
  readonly at: Date;
  readonly orders: number;
  readonly paid: number;
  readonly sum: Dong;
}

/** The newest first. */
export async function batchesOf(tx: Tx, province: string, limit: number): Promise<Batch[]> {
  const { rows } = await sql<{
    id: string;
    year: number;
    no: number;
    name: string;
    made_at: Date;
    orders: number;
    paid: number;
    sum: bigint;
  }>`
    select b.id, b.year, b.no, a.name, b.made_at, count(*)::int as orders,
           (count(*) filter (where q.state = 'paid'))::int as paid, coalesce(sum(o.cash), 0)::bigint as sum
      from (select * from disbursements.batch where province = ${province} order by made_at desc, id desc limit ${limit}) b
      join people.account a on a.province = b.province and a.id = b.made_by
      join disbursements.batch_order o on o.province = b.province and o.batch_id = b.id
      join disbursements.payment_request q on q.province = o.province and q.id = o.request_id
     group by b.id, b.year, b.no, a.name, b.made_at
     order by b.made_at desc, b.id desc`.execute(tx);
  return rows.map((r) => ({
    ...{ id: r.id, year: r.year, no: r.no, by: r.name, at: r.made_at, orders: r.orders, paid: r.paid },
    sum: BigInt(r.sum) as Dong,
  }));
}

export interface ReadyOrder extends Omit<OrderRow, 'no'> {
  readonly requestId: string;
  readonly projectId: string;
}

/** Orders of a batch; without one, approved requests that are in none and make money leave the treasury. */
export async function ordersOf(tx: Tx, province: string, batchId: string | null): Promise<ReadyOrder[]> {
  const { rows } = await sql<{
    id: string;
    project_id: string;
    number: string | null;
    title: string;
    no: number;
    payee: string;
    account: string;
    bank: string;
    cash: bigint;
    contract: string | null;
  }>`
    select q.id, q.project_id, p.number, p.title, q.no, q.payee, q.account, q.bank, c.cash,
           (select x.data ->> 'contractNumber' from projects.act x
             where x.province = q.province and x.project_id = q.project_id and x.event = 'sign_contract'
             order by x.seq desc limit 1) as contract
      from disbursements.payment_request q
      join projects.project p on p.province = q.province and p.id = q.project_id
      left join disbursements.batch_order o on o.province = q.province and o.request_id = q.id
      cross join lateral (
        select coalesce(o.cash, q.amount - case when q.kind = 'advance' then 0 else least(q.amount, (
          select coalesce(sum(a.balance), 0) from funds.fund f
            join funds.account a on a.province = f.province and a.book_id = f.id
             and a.station = 'advanced' and a.holder_id = q.project_id
           where f.province = q.province)) end) as cash) c
     where q.province = ${province}
       and case when ${batchId}::uuid is null then o.batch_id is null and q.state = 'approved' else o.batch_id = ${batchId}::uuid end
       and c.cash > 0
     order by coalesce(o.no, 0), q.moved_at, q.id`.execute(tx);
  return rows.map((r) => ({
    ...{ requestId: r.id, projectId: r.project_id, project: r.number ?? '', payee: r.payee },
    ...{ account: r.account, bank: r.bank, amount: BigInt(r.cash) as Dong, contract: r.contract ?? '' },
    text: `${r.number ?? ''} ${r.title}`.trim(),
  }));
}

/** One batch is made or taken apart at a time: the next waits, and sees what is left. */
export async function lockBatches(tx: Tx, province: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`batches ${province}`}))`.execute(tx);
}

/** The next batch of its year; the caller holds the batches. */
export async function insertBatch(
  tx: Tx,
  cx: Context,
  year: number,
  orders: readonly ReadyOrder[],
): Promise<{ id: string; no: number }> {
  const last = await tx
    .selectFrom('disbursements.batch')
    .select((e) => e.fn.max('no').as('no'))
    .where('province', '=', cx.province)
    .where('year', '=', year)
    .executeTakeFirst();
  const id = newId(cx.now.getTime());
  const no = (last?.no ?? 0) + 1;
  await tx
    .insertInto('disbursements.batch')
    .values({ province: cx.province, id, year, no, made_by: cx.actor.accountId, made_at: cx.now })
    .execute();
  await tx
    .insertInto('disbursements.batch_order')
    .values(
      orders.map((order, i) => ({
        ...{
          province: cx.province,
          batch_id: id,
          no: i + 1,
          request_id: order.requestId,
          cash: order.amount,
        },
      })),
    )
    .execute();
  return { id, no };
}

/** Takes a batch apart of which nothing is paid; false where something is, or it is gone. */
export async function deleteBatch(tx: Tx, province: string, id: string): Promise<boolean> {
  const paid = await tx
    .selectFrom('disbursements.batch_order as o')
    .innerJoin('disbursements.payment_request as q', (j) =>
      j.onRef('q.province', '=', 'o.province').onRef('q.id', '=', 'o.request_id'),
    )
    .select('q.state')
    .where('o.province', '=', province)
    .where('o.batch_id', '=', id)
    .forUpdate('q')
    .execute();
  if (paid.length === 0 || paid.some((one) => one.state === 'paid')) return false;
  for (const table of ['batch_order', 'batch'] as const)
    await sql`delete from ${sql.table(`disbursements.${table}`)}
      where province = ${province} and ${sql.ref(table === 'batch' ? 'id' : 'batch_id')} = ${id}`.execute(tx);
  return true;
}
