import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  isId,
  newId,
  ok,
  readForm,
  refuse,
  refuseAll,
  textField,
  todayIn,
  yearOf,
  type FormFields,
  type Result,
} from '#kernel';
import { hasRole, type Actor } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { plainMatches, readStatement } from './treasury.ts';
import {
  insertMatch,
  insertStatement,
  undoMatchRow,
  unmatchedLines,
  unmatchedPayments,
} from './statement.store.server.ts';
import { deleteBatch, insertBatch, layoutFor, lockBatches, ordersOf } from './treasury.store.server.ts';

/** The accountant keeps orders and statements. */
export const mayReconcile = (actor: Actor): boolean => hasRole(actor, 'centre_accountant');

/** How many of each side are looked through at once; the oldest come first. */
const MOST_OPEN = 20_000;

/** Gathers approved requests into a batch for the treasury: those ticked as `orders.<id>`. Refuses `batch_is_empty`. */
export async function makeBatch(cx: Context, fields: FormFields): Promise<Result<{ id: string }>> {
  if (!mayReconcile(cx.actor)) return refuse('reconciling_not_permitted');
  return transact(cx, async (tx) => {
    await lockBatches(tx, cx.province);
    const ready = await ordersOf(tx, cx.province, null);
    const chosen = ready.filter((order) => fields[`orders.${order.requestId}`] === 'on');
    if (chosen.length === 0) return refuse('batch_is_empty');
    const year = yearOf(todayIn(cx.now));
    const { id, no } = await insertBatch(tx, cx, year, chosen);
    await recordEvent(tx, cx, {
      ...{ kind: 'batch.made', subject: { kind: 'batch', id } },
      after: { no, year, orders: chosen.map((order) => order.requestId) },
    });
    return ok({ id });
  });
}

/** Takes a batch apart of which nothing has been paid; its orders are ready again. */
export async function dropBatch(cx: Context, id: string): Promise<Result<void>> {
  if (!mayReconcile(cx.actor)) return refuse('reconciling_not_permitted');
  return transact(cx, async (tx) => {
    await lockBatches(tx, cx.province);
    if (!isId(id) || !(await deleteBatch(tx, cx.province, id))) return refuse('batch_is_paid_meanwhile');
    await recordEvent(tx, cx, { kind: 'batch.dropped', subject: { kind: 'batch', id } });
    return ok(undefined);
  });
}

/**
 * Takes in a statement of the treasury, whole or not at all, and pairs what speaks for itself: the same voucher and amount,
 * once on either side. Refuses every fault by its cell, and a file taken in before.
 */
export async function importStatement(
  cx: Context,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly rows: readonly (readonly string[])[] },
): Promise<Result<{ lines: number; matched: number }>> {
  if (!mayReconcile(cx.actor)) return refuse('reconciling_not_permitted');
  return transact(cx, async (tx) => {
    const layout = await layoutFor(tx, 'statement');
    const { lines, faults } = readStatement(file.rows, layout);
    if (faults.length > 0) return refuseAll(faults.slice(0, 50));
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const kept = await insertStatement(tx, cx, { name: file.name, hash, layout: layout.code }, lines);
    if (kept === null) return refuse('statement_is_there', {}, 'file');
    const open = await unmatchedLines(tx, cx.province, MOST_OPEN);
    const pairs = plainMatches(open, await unmatchedPayments(tx, cx.province, MOST_OPEN));
    for (const { line, paid } of pairs)
      await insertMatch(tx, cx, { lineId: line.id, actId: paid.actId, reason: null });
    await recordEvent(tx, cx, {
      ...{ kind: 'statement.imported', subject: { kind: 'statement', id: newId(cx.now.getTime()) } },
      after: { file: file.name, hash, lines: kept.length, matched: pairs.length },
    });
    return ok({ lines: kept.length, matched: pairs.length });
  });
}

const matchForm = z.object({
  line: textField({ max: 40 }),
  act: textField({ max: 40 }),
  reason: textField({ max: 1000 }),
});

/** Pairs a line and a payment by hand, with the reason. Refuses other amounts, and a side that has a pair. */
export async function matchByHand(cx: Context, fields: FormFields): Promise<Result<void>> {
  if (!mayReconcile(cx.actor)) return refuse('reconciling_not_permitted');
  const read = readForm(matchForm, fields);
  if (!read.ok) return read;
  const { line: lineId, act: actId, reason } = read.value;
  return transact(cx, async (tx) => {
    const line = (await unmatchedLines(tx, cx.province, MOST_OPEN)).find((one) => one.id === lineId);
    const paid = (await unmatchedPayments(tx, cx.province, MOST_OPEN)).find((one) => one.actId === actId);
    if (!line || !paid) return refuse('match_is_made_meanwhile');
    if (line.amount !== paid.cash)
      return refuse('match_amounts_differ', { line: line.amount, paid: paid.cash }, 'act');
    if (!(await insertMatch(tx, cx, { lineId, actId, reason }))) return refuse('match_is_made_meanwhile');
    await recordEvent(tx, cx, {
      ...{
        kind: 'match.made',
        subject: { kind: 'statement_line', id: lineId },
        after: { act: actId },
        reason,
      },
    });
    return ok(undefined);
  });
}

/** Takes a pair apart, with the reason; both sides are open again. */
export async function undoMatch(cx: Context, fields: FormFields): Promise<Result<void>> {
  if (!mayReconcile(cx.actor)) return refuse('reconciling_not_permitted');
  const read = readForm(
    z.object({ match: textField({ max: 40 }), reason: textField({ max: 1000 }) }),
    fields,
  );
  if (!read.ok) return read;
  const { match, reason } = read.value;
  return transact(cx, async (tx) => {
    if (!isId(match) || !(await undoMatchRow(tx, cx, match, reason)))
      return refuse('match_is_undone_meanwhile');
    await recordEvent(tx, cx, { kind: 'match.undone', subject: { kind: 'match', id: match }, reason });
    return ok(undefined);
  });
}
