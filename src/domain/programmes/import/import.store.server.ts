import type { Selectable } from 'kysely';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { BookRow, RowFault } from './need-row.ts';

/** A book that was uploaded, as it was read and judged. */
export interface NeedImport {
  readonly id: string;
  readonly roundId: string;
  readonly fileName: string;
  readonly sheet: string;
  readonly rows: readonly BookRow[];
  readonly faults: readonly RowFault[];
  readonly rowCount: number;
  readonly wrongCount: number;
  /** How many needs were made of it; null while none. */
  readonly takenCount: number | null;
  readonly createdBy: string;
}

/** Amounts in a fault's parameters are whole đồng: told apart from texts by how they are kept. */
const faultsJson = (faults: readonly RowFault[]) =>
  JSON.stringify(faults, (_, value: unknown) =>
    typeof value === 'bigint' ? { dong: String(value) } : value,
  );

function faultsOf(json: unknown): RowFault[] {
  type Kept = Omit<RowFault, 'params'> & { params: Record<string, string | number | { dong: string }> };
  return (json as Kept[]).map((fault) => ({
    ...fault,
    params: Object.fromEntries(
      Object.entries(fault.params).map(([name, value]) => [
        name,
        typeof value === 'object' ? BigInt(value.dong) : value,
      ]),
    ),
  }));
}

const wrongRows = (faults: readonly RowFault[]) => new Set(faults.map(({ row }) => row)).size;

export async function insertImport(
  tx: Tx,
  cx: Context,
  book: Pick<NeedImport, 'id' | 'roundId' | 'fileName' | 'sheet' | 'rows' | 'faults' | 'takenCount'>,
): Promise<void> {
  await tx
    .insertInto('programmes.need_import')
    .values({
      province: cx.province,
      id: book.id,
      round_id: book.roundId,
      file_name: book.fileName,
      sheet: book.sheet,
      rows: JSON.stringify(book.rows),
      faults: faultsJson(book.faults),
      row_count: book.rows.length,
      wrong_count: wrongRows(book.faults),
      taken_count: book.takenCount,
      taken_at: book.takenCount === null ? null : cx.now,
      created_by: cx.actor.accountId,
      created_at: cx.now,
    })
    .execute();
}

/** One's own books of the round that nothing was taken from: the new one stands for them. */
export async function dropRefusedImports(tx: Tx, cx: Context, roundId: string): Promise<void> {
  await tx
    .deleteFrom('programmes.need_import')
    .where('province', '=', cx.province)
    .where('round_id', '=', roundId)
    .where('created_by', '=', cx.actor.accountId)
    .where('taken_at', 'is', null)
    .execute();
}

export async function findImport(
  tx: Tx,
  cx: Context,
  id: string,
  options: { lock?: boolean } = {},
): Promise<NeedImport | undefined> {
  let query = tx
    .selectFrom('programmes.need_import')
    .selectAll()
    .where('province', '=', cx.province)
    .where('id', '=', id);
  if (options.lock) query = query.forUpdate();
  const row: Selectable<DB['programmes.need_import']> | undefined = await query.executeTakeFirst();
  return (
    row && {
      id: row.id,
      roundId: row.round_id,
      fileName: row.file_name,
      sheet: row.sheet,
      rows: row.rows as unknown as BookRow[],
      faults: faultsOf(row.faults),
      rowCount: row.row_count,
      wrongCount: row.wrong_count,
      takenCount: row.taken_count,
      createdBy: row.created_by,
    }
  );
}

export async function markTaken(
  tx: Tx,
  cx: Context,
  id: string,
  taken: number,
  faults: readonly RowFault[],
): Promise<void> {
  await tx
    .updateTable('programmes.need_import')
    .set({
      taken_count: taken,
      taken_at: cx.now,
      faults: faultsJson(faults),
      wrong_count: wrongRows(faults),
    })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}
