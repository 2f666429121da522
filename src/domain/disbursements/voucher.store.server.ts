import { sql } from 'kysely';
import { newId, type Dong, type LocalDate, type Rate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import {
  numberKey,
  sellerKey,
  type LineSum,
  type NewVoucher,
  type PlacedVoucher,
  type Voucher,
  type VoucherSource,
  type VoucherUse,
} from './voucher.ts';

/** From which share of the estimate a difference is explained. */
export async function explainThreshold(tx: Tx, on: LocalDate): Promise<Rate> {
  const row = await tx
    .selectFrom('disbursements.explain_threshold')
    .select('percent_bp')
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return BigInt(row?.percent_bp ?? 0) as Rate;
}

/** What the papers of a project come to, by line and source. */
export async function lineSums(tx: Tx, province: string, projectId: string): Promise<LineSum[]> {
  const rows = await tx
    .selectFrom('disbursements.voucher')
    .select(({ fn }) => [
      'line_no',
      'source',
      fn.countAll<string>().as('count'),
      sql<string>`sum(amount)::bigint`.as('amount'),
      sql<string>`sum(vat)::bigint`.as('vat'),
    ])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .where('removed_at', 'is', null)
    .groupBy(['line_no', 'source'])
    .execute();
  return rows.map((r) => ({
    ...{ line: r.line_no, source: r.source as VoucherSource, count: Number(r.count) },
    ...{ amount: BigInt(r.amount) as Dong, vat: BigInt(r.vat) as Dong },
  }));
}

export interface VoucherKey {
  readonly line: number;
  readonly issuedOn: string;
  readonly id: string;
}

/** Those of a project by line and day; a page by its key. `list`: form 8a holds what the programme's money paid, 8b all. */
export async function vouchersOf(
  tx: Tx,
  province: string,
  projectId: string,
  page: { readonly after: VoucherKey | null; readonly limit: number; readonly list?: '8a' | '8b' },
): Promise<Voucher[]> {
  const { after, limit, list = '8b' } = page;
  const rows = await tx
    .selectFrom('disbursements.voucher')
    .selectAll()
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .where('removed_at', 'is', null)
    .$if(list === '8a', (q) => q.where('source', '=', 'support'))
    .$if(after !== null, (q) =>
      q.where(
        sql<boolean>`(line_no, issued_on, id) > (${after!.line}::int, ${after!.issuedOn}::date, ${after!.id}::uuid)`,
      ),
    )
    .orderBy('line_no')
    .orderBy('issued_on')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, line: r.line_no, source: r.source as VoucherSource, number: r.number },
    ...{ issuedOn: r.issued_on as LocalDate, seller: r.seller, sellerTax: r.seller_tax },
    ...{ description: r.description, amount: r.amount as Dong, vat: r.vat as Dong },
    ...{ invoiceTotal: r.invoice_total as Dong | null, payer: r.payer, documentId: r.document_id },
  }));
}

/** Where papers like these stand in the whole province, whatever project. */
export async function usesOf(
  tx: Tx,
  province: string,
  vouchers: readonly NewVoucher[],
): Promise<VoucherUse[]> {
  if (vouchers.length === 0) return [];
  const numbers = vouchers.map(numberKey);
  const days = vouchers.map((voucher) => voucher.issuedOn);
  const rows = await sql<{
    number: string;
    issued_on: string;
    seller: string;
    number_key: string;
    seller_key: string;
    seller_tax: string | null;
    project_id: string;
    project_number: string | null;
    line_no: number;
    amount: bigint;
    invoice_total: bigint | null;
    part: number;
  }>`
    select v.number, v.issued_on, v.seller, v.number_key, v.seller_key, v.seller_tax, v.project_id,
           p.number as project_number, v.line_no, v.amount, v.invoice_total, v.part
      from (select distinct * from unnest(${numbers}::text[], ${days}::date[]) as k (number_key, issued_on)) k
      join disbursements.voucher v on v.province = ${province} and v.number_key = k.number_key
       and v.issued_on = k.issued_on and v.removed_at is null
      join projects.project p on p.province = v.province and p.id = v.project_id`.execute(tx);
  return rows.rows.map((r) => ({
    ...{ number: r.number, issuedOn: r.issued_on as LocalDate, seller: r.seller },
    ...{ numberKey: r.number_key, sellerKey: r.seller_key, sellerTax: r.seller_tax },
    ...{ projectId: r.project_id, projectNumber: r.project_number, line: r.line_no },
    ...{ amount: r.amount as Dong, invoiceTotal: r.invoice_total as Dong | null, part: r.part },
  }));
}

/** Writes papers; answers how many stand now. Fewer than given: one of them came in elsewhere meanwhile. */
export async function insertVouchers(
  tx: Tx,
  cx: Context,
  projectId: string,
  placed: readonly PlacedVoucher[],
  documentId: string | null,
): Promise<number> {
  let written = 0;
  for (let from = 0; from < placed.length; from += 1000) {
    const rows = placed.slice(from, from + 1000).map(({ voucher: v, part }) => ({
      ...{ province: cx.province, id: newId(cx.now.getTime()), project_id: projectId, line_no: v.line },
      ...{ source: v.source, number: v.number, issued_on: v.issuedOn, seller: v.seller },
      ...{ seller_tax: v.sellerTax, description: v.description, amount: v.amount, vat: v.vat },
      ...{ invoice_total: v.invoiceTotal, part, payer: v.payer, document_id: documentId },
      ...{ number_key: numberKey(v), seller_key: sellerKey(v) },
      ...{ added_by: cx.actor.accountId, added_at: cx.now },
    }));
    const done = await tx
      .insertInto('disbursements.voucher')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    written += Number(done.numInsertedOrUpdatedRows ?? 0n);
  }
  return written;
}

/** Takes papers out of the list; they stay in the table. All of a project where no id is given. */
export async function removeVouchers(
  tx: Tx,
  cx: Context,
  projectId: string,
  id: string | null,
): Promise<number> {
  const done = await tx
    .updateTable('disbursements.voucher')
    .set({ removed_by: cx.actor.accountId, removed_at: cx.now })
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('removed_at', 'is', null)
    .$if(id !== null, (q) => q.where('id', '=', id))
    .executeTakeFirst();
  // Of a divided paper the lowest part stands as the first, so that nobody else can bring the paper in.
  await sql`
    update disbursements.voucher v set part = 1
      from (select distinct on (number_key, seller_key, issued_on) id, part from disbursements.voucher
             where province = ${cx.province} and project_id = ${projectId} and removed_at is null
             order by number_key, seller_key, issued_on, part) first
     where v.province = ${cx.province} and v.id = first.id and first.part > 1`.execute(tx);
  return Number(done.numUpdatedRows);
}
