import { newId, ok, parseTaxCode, refuse, todayIn, type Result } from '#kernel';
import { findByTaxCode } from '#establishments/server';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { communeTitle } from '#territory';
import { communesIn } from '#territory/server';
import { isOpenFor, mayImportNeeds, needCommunes } from '../need.policy.ts';
import { insertNeeds, standingKeys } from '../need.store.server.ts';
import { businessKey, readinessOf, type NeedInput, type Round } from '../need.ts';
import { findRound, stepsOn } from '../round.store.server.ts';
import { dropRefusedImports, findImport, insertImport, markTaken } from './import.store.server.ts';
import { judgeRows, needColumns, type BookRow, type JudgedRows } from './need-row.ts';

export interface Book {
  readonly roundId: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly rows: readonly BookRow[];
}

/**
 * Takes in a book of needs: all of it when every row is right, none of it otherwise. Either way it is kept, with what is
 * wrong, under the id that is answered.
 */
export async function importNeeds(cx: Context, book: Book): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    // Others enter no need of the round meanwhile: what is judged here is what is written.
    const round = await findRound(tx, cx.province, book.roundId, 'update');
    if (!round) return refuse('round_not_found');

    const open = permitImport(cx, round);
    if (!open.ok) return open;

    if (book.rows.length === 0) return refuse('need_book_is_empty', {}, 'file');
    const judged = await judge(tx, cx, round, book.rows);
    const whole = judged.faults.length === 0;

    const id = newId(cx.now.getTime());
    await dropRefusedImports(tx, cx, round.id);
    const takenCount = whole ? judged.right.length : null;
    await insertImport(tx, cx, { ...book, id, faults: judged.faults, takenCount });
    if (whole) {
      const taken = await takeIn(tx, cx, round, id, judged.right);
      if (!taken.ok) return taken;
    }

    await recordEvent(tx, cx, {
      kind: whole ? 'need_import.taken' : 'need_import.refused',
      subject: { kind: 'need_import', id },
      after: { file: book.fileName, rows: book.rows.length, faults: judged.faults.length },
    });
    return ok({ id });
  });
}

/** Takes in the right rows of a book that was refused. Its rows are judged anew: what is wrong by now stays out. */
export async function takeRightRows(
  cx: Context,
  importId: string,
): Promise<Result<{ readonly taken: number }>> {
  return transact(cx, async (tx) => {
    const seen = await findImport(tx, cx, importId);
    const round = seen && (await findRound(tx, cx.province, seen.roundId, 'update'));
    const book = round && (await findImport(tx, cx, importId, { lock: true }));
    if (!book || book.createdBy !== cx.actor.accountId) return refuse('need_import_not_found');

    const open = permitImport(cx, round);
    if (!open.ok) return open;

    if (book.takenCount !== null) return refuse('need_import_was_taken');
    const judged = await judge(tx, cx, round, book.rows);

    const taken = await takeIn(tx, cx, round, book.id, judged.right);
    if (!taken.ok) return taken;
    await markTaken(tx, cx, book.id, judged.right.length, judged.faults);

    await recordEvent(tx, cx, {
      kind: 'need_import.taken_in_part',
      subject: { kind: 'need_import', id: book.id },
      after: { taken: judged.right.length, faults: judged.faults.length },
    });
    return ok({ taken: judged.right.length });
  });
}

function permitImport(cx: Context, round: Round): Result<void> {
  if (!mayImportNeeds(cx.actor)) return refuse('not_permitted');
  return isOpenFor(cx.actor, round, todayIn(cx.now))
    ? ok(undefined)
    : refuse('round_is_closed', { on: round.closesOn });
}

async function judge(tx: Tx, cx: Context, round: Round, rows: readonly BookRow[]): Promise<JudgedRows> {
  const place = needColumns.indexOf('taxCode');
  const codes = new Set<string>();
  for (const { cells } of rows) {
    const code = cells[place] ? parseTaxCode(cells[place]) : undefined;
    if (code?.ok) codes.add(code.value);
  }
  const own = needCommunes(cx.actor);
  const communes = await communesIn(tx, cx.province, todayIn(cx.now));
  const grounds = {
    communes: communes.map((commune) => ({
      code: commune.code,
      name: commune.name,
      title: communeTitle(commune),
    })),
    contents: new Set((await loadContents(tx, cx.province)).keys()),
    establishments: await findByTaxCode(tx, [...codes]),
    own: own === undefined ? [] : own,
  };
  // Once without what stands already, to know whose needs to ask for.
  const first = judgeRows(rows, { ...grounds, standing: new Set() });
  const businesses = first.right.map(({ input }) => businessKey(input));
  const standing = await standingKeys(tx, cx.province, round.id, businesses);
  return standing.size === 0 ? first : judgeRows(rows, { ...grounds, standing });
}

async function takeIn(
  tx: Tx,
  cx: Context,
  round: Round,
  importId: string,
  rows: readonly { readonly input: NeedInput }[],
): Promise<Result<void>> {
  const { steps } = await stepsOn(tx, cx.province, round.openedOn);
  const needs = rows.map(({ input }) => ({
    id: newId(cx.now.getTime()),
    roundId: round.id,
    clientKey: newId(cx.now.getTime()),
    importId,
    input,
    readiness: readinessOf(input, steps),
  }));
  const taken = await insertNeeds(tx, cx, needs);
  return taken === needs.length ? ok(undefined) : refuse('need_import_changed_meanwhile');
}
