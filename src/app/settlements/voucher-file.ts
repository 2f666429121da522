import { MOST_VOUCHERS, voucherColumns, type Voucher, type VoucherSource } from '#disbursements';
import {
  foldText,
  formatDate,
  ok,
  refuse,
  refuseAll,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { readFirstSheet } from '../first-sheet.ts';
import type { TableFile } from '../table-file.ts';

/** A book of 5,000 papers is about 500 kB; what is unpacked is bounded as well. */
const MOST_BYTES = 4_000_000;
const MOST_UNPACKED = 60_000_000;

const sourceWords: Readonly<Record<VoucherSource, string>> = { support: 'KC', own: 'tự có', other: 'khác' };
const sourceOf = (text: string): string =>
  Object.entries(sourceWords).find(([, word]) => foldText(word) === foldText(text))?.[0] ?? text;

/** The list as a table to take away, or to fill in and bring back. */
export const voucherTable = (name: string, vouchers: readonly Voucher[]): TableFile => ({
  name,
  columns: voucherColumns.map(([, title, width]) => ({ title, width })),
  rows: vouchers.map((voucher) =>
    voucherColumns.map(([column]) => {
      if (column === 'source') return sourceWords[voucher.source];
      if (column === 'issuedOn') return formatDate(voucher.issuedOn);
      return voucher[column];
    }),
  ),
});

/** The cells of the rows as fields of the form, with the cell every field came from. */
export interface VoucherCells {
  readonly fields: FormFields;
  /** Says of a refusal beside `rows.3.amount` in which cell that is. */
  readonly cellOf: (field: string | undefined) => string;
}

const letter = (column: number): string => 'ABCDEFGHIJK'[column] ?? 'A';

function cellsOf(rows: readonly (readonly string[])[], firstRow: number): VoucherCells {
  const fields: Record<string, string> = {};
  const rowOf: number[] = [];
  for (const [r, row] of rows.entries()) {
    if (voucherColumns.every((_, c) => (row[c] ?? '').trim() === '')) continue;
    for (const [c, [name]] of voucherColumns.entries()) {
      const text = (row[c] ?? '').trim();
      fields[`rows.${rowOf.length}.${name}`] = name === 'source' ? sourceOf(text) : text;
    }
    rowOf.push(r + firstRow);
  }
  return {
    fields,
    cellOf: (field) => {
      const [, at, name] = /^rows\.(\d+)\.(\w+)$/.exec(field ?? '') ?? [];
      const column = voucherColumns.findIndex(([one]) => one === name);
      return at === undefined || column < 0
        ? `A${firstRow}`
        : `${letter(column)}${rowOf[Number(at)] ?? firstRow}`;
    },
  };
}

/** What was copied from a spreadsheet: lines, cells apart by tabs; a line of titles is passed over. */
export function readPasted(text: string): VoucherCells {
  const rows = text
    .replaceAll('\r', '')
    .split('\n')
    .map((line) => line.split('\t'));
  const hasHead = rows[0]?.[0]?.trim() === voucherColumns[0][1];
  return cellsOf(hasHead ? rows.slice(1) : rows, hasHead ? 2 : 1);
}

/** Reads a filled template. Refused whole where it is no such book; faults of cells come with the rules of the form. */
export async function readVoucherFile(bytes: Uint8Array): Promise<Result<VoucherCells & { sheet: string }>> {
  const sheet = await readFirstSheet(bytes, { bytes: MOST_BYTES, unpacked: MOST_UNPACKED });
  if (sheet === 'too_large') return refuse('voucher_file_is_too_large', { rows: MOST_VOUCHERS }, 'file');
  if (sheet === 'no_book') return refuse('estimate_file_is_no_book', {}, 'file');
  const [head = [], ...body] = sheet.rows;
  const wrong = voucherColumns.flatMap(([, title], c): Refusal[] =>
    textOf(head[c]) === title
      ? []
      : [
          {
            code: 'estimate_column_is_not_expected',
            params: { sheet: sheet.name, cell: `${letter(c)}1`, title },
            field: 'file',
          },
        ],
  );
  if (wrong.length > 0) return refuseAll(wrong);
  if (body.length > MOST_VOUCHERS * 2)
    return refuse('voucher_file_is_too_large', { rows: MOST_VOUCHERS }, 'file');
  const rows = body.map((row) => row.map(textOf));
  return ok({ ...cellsOf(rows, 2), sheet: sheet.name });
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value.trim().slice(0, 1000);
  return typeof value === 'number' ? String(Number(value.toPrecision(15))).replace('.', ',') : '';
}
