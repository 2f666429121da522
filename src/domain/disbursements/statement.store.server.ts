import { sql } from 'kysely';
import { newId, type Dong, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { PaidOut, StatementLine } from './treasury.ts';

export interface KeptLine extends StatementLine {
  readonly id: string;
}

/** False where the same file was taken in before. */
export async function insertStatement(
  tx: Tx,
  cx: Context,
  file: { readonly name: string; readonly hash: string; readonly layout: string },
  lines: readonly StatementLine[],
): Promise<readonly KeptLine[] | null> {
  const id = newId(cx.now.getTime());
  const made = await tx
    .insertInto('disbursements.statement')
    .values({
      ...{ province: cx.province, id, file_name: file.name, hash: file.hash, layout: file.layout },
      ...{ imported_by: cx.actor.accountId, imported_at: cx.now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return null;
  const kept = lines.map((line) => ({ ...line, id: newId(cx.now.getTime()) }));
  await sql`
    insert into disbursements.statement_line (province, id, statement_id, no, on_date, voucher, amount, payee, text)
    select ${cx.province}, x.id, ${id}::uuid, x.no, x.on_date, x.voucher, x.amount, x.payee, x.text
      from jsonb_to_recordset(${JSON.stringify(
        kept.map((one, i) => ({ ...one, no: i + 1, on_date: one.on, amount: String(one.amount) })),
      )}::jsonb) x(id uuid, no int, on_date date, voucher text, amount bigint, payee text, text text)`.execute(
    tx,
  );
  return kept;
}

/** Payments that no line of a statement stands for, the oldest first: what left the treasury by each act. */
export async function unmatchedPayments(tx: Tx, province: string, limit: number): Promise<PaidOut[]> {
  const { rows } = await sql<{
    id: string;
    project_id: string;
    number: string | null;
    voucher: string | null;
    paid_on: string;
    cash: bigint;
  }>`
    select x.id, x.project_id, p.number, x.data ->> 'voucherNumber' as voucher,
           coalesce(x.data ->> 'paidOn', x.on_date::text) as paid_on, c.cash
      from projects.act x
      join projects.project p on p.province = x.province and p.id = x.project_id
      cross join lateral (
        select coalesce(sum(t.amount), 0)::bigint as cash
          from funds.posting g join funds.transfer t on t.province = g.province and t.posting_id = g.id
         where g.province = x.province and g.act_id = x.id
           and (t.kind = 'advance' or (t.kind = 'spend' and t.from_station = 'committed'))) c
     where x.province = ${province} and x.event in ('pay_advance', 'pay') and c.cash > 0
       and not exists (select from disbursements.match m
                        where m.province = x.province and m.act_id = x.id and m.undone_at is null)
     order by x.on_date, x.id limit ${limit}`.execute(tx);
  return rows.map((r) => ({
    ...{ actId: r.id, projectId: r.project_id, projectNumber: r.number, voucher: r.voucher ?? '' },
    ...{ on: r.paid_on as LocalDate, cash: BigInt(r.cash) as Dong },
  }));
}

/** Lines of statements that no payment stands for, the oldest first. */
export async function unmatchedLines(tx: Tx, province: string, limit: number): Promise<KeptLine[]> {
  const rows = await tx
    .selectFrom('disbursements.statement_line as l')
    .selectAll()
    .where('l.province', '=', province)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('disbursements.match as m')
            .select('m.id')
            .whereRef('m.province', '=', 'l.province')
            .whereRef('m.line_id', '=', 'l.id')
            .where('m.undone_at', 'is', null),
        ),
      ),
    )
    .orderBy('l.on_date')
    .orderBy('l.id')
    .limit(limit)
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, on: r.on_date as LocalDate, voucher: r.voucher, amount: r.amount as Dong },
    ...{ payee: r.payee, text: r.text },
  }));
}

export interface Matched {
  readonly id: string;
  readonly line: KeptLine;
  readonly projectId: string;
  readonly projectNumber: string | null;
  readonly byHand: boolean;
  readonly reason: string | null;
  readonly by: string;
}

/** The newest pairs. */
export async function matchesOf(tx: Tx, province: string, limit: number): Promise<Matched[]> {
  const rows = await tx
    .selectFrom('disbursements.match as m')
    .innerJoin('disbursements.statement_line as l', (j) =>
      j.onRef('l.province', '=', 'm.province').onRef('l.id', '=', 'm.line_id'),
    )
    .innerJoin('projects.act as x', (j) =>
      j.onRef('x.province', '=', 'm.province').onRef('x.id', '=', 'm.act_id'),
    )
    .innerJoin('projects.project as p', (j) =>
      j.onRef('p.province', '=', 'x.province').onRef('p.id', '=', 'x.project_id'),
    )
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'm.province').onRef('a.id', '=', 'm.matched_by'),
    )
    .select(['m.id', 'm.by_hand', 'm.reason', 'l.id as line_id', 'l.on_date', 'l.voucher', 'l.amount'])
    .select(['l.payee', 'l.text', 'x.project_id', 'p.number', 'a.name as by'])
    .where('m.province', '=', province)
    .where('m.undone_at', 'is', null)
    .orderBy('m.matched_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, projectId: r.project_id, projectNumber: r.number, byHand: r.by_hand, reason: r.reason },
    by: r.by,
    line: {
      ...{ id: r.line_id, on: r.on_date as LocalDate, voucher: r.voucher, amount: r.amount as Dong },
      ...{ payee: r.payee, text: r.text },
    },
  }));
}

/** False where either side has a pair already. */
export async function insertMatch(
  tx: Tx,
  cx: Context,
  pair: { readonly lineId: string; readonly actId: string; readonly reason: string | null },
): Promise<boolean> {
  const made = await tx
    .insertInto('disbursements.match')
    .values({
      ...{ province: cx.province, id: newId(cx.now.getTime()), line_id: pair.lineId, act_id: pair.actId },
      ...{ by_hand: pair.reason !== null, reason: pair.reason },
      ...{ matched_by: cx.actor.accountId, matched_at: cx.now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function undoMatchRow(tx: Tx, cx: Context, id: string, reason: string): Promise<boolean> {
  const done = await tx
    .updateTable('disbursements.match')
    .set({ undone_by: cx.actor.accountId, undone_at: cx.now, undo_reason: reason })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
