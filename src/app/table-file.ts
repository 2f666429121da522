import { writeXlsx, type CellStyle } from 'hucre';
import { foldText } from '#kernel';

/** A table to take away: for a spreadsheet, or for another program. */
export interface TableFile {
  /** Name of the sheet, and of the file without its ending. */
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** One cell a column; amounts are whole đồng. */
  readonly rows: readonly (readonly (string | number | bigint | null)[])[];
}

interface TableColumn {
  readonly title: string;
  /** In characters. */
  readonly width?: number;
}

export const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Cell = TableFile['rows'][number][number];

/**
 * As CSV: UTF-8 with its mark (Excel needs it to read Vietnamese), commas, quotes where needed. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 */
export function tableAsCsv(table: TableFile): Response {
  const lines = [table.columns.map((column) => column.title), ...table.rows];
  const text = lines.map(csvLine).join('\r\n');
  return download(`\ufeff${text}\r\n`, 'text/csv; charset=utf-8', `${table.name}.csv`);
}

/** As an Excel book with one sheet: head frozen, numbers as numbers. */
export async function tableAsExcel(table: TableFile): Promise<Response> {
  const book = await writeXlsx({
    sheets: [
      {
        name: table.name.slice(0, 31),
        columns: table.columns.map(({ width }) => ({ width: width ?? 16 })),
        rows: [
          table.columns.map((column) => column.title),
          ...table.rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell))),
        ],
        cells: new Map<string, { style: CellStyle }>([...headCells(table), ...amountCells(table)]),
        freezePane: { rows: 1 },
      },
    ],
    properties: { title: table.name },
  });
  return download(new Uint8Array(book), EXCEL, `${table.name}.xlsx`);
}

function headCells({ columns }: TableFile) {
  return columns.map((_, i) => [`0,${i}`, { style: { font: { bold: true } } }] as const);
}

function amountCells({ rows }: TableFile) {
  return rows.flatMap((row, r) =>
    row.flatMap((cell, c) =>
      typeof cell === 'bigint' ? [[`${r + 1},${c}`, { style: { numFmt: '#,##0' } }] as const] : [],
    ),
  );
}

/** One line of such a file, without its end. */
export const csvLine = (line: readonly Cell[]): string => line.map(csvCell).join(',');

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The name in plain letters for old programs, and as it is for the others (RFC 6266). */
export function download(body: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  const plain = foldText(name).replace(/[^a-z0-9._-]+/g, '-');
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}
