import { writeXlsx, type CellStyle } from 'hucre';
import { ok, refuse, refuseAll, type Refusal, type Result } from '#kernel';
import { MOST_ROWS, needColumns, type BookRow, type NeedColumn } from '#programmes';
import { readFirstSheet } from '../first-sheet.ts';

/** Titles are Vietnamese, as the offices pass the file around. */
const TITLES: Readonly<Record<NeedColumn, readonly [title: string, width: number]>> = {
  name: ['Tên cơ sở', 34],
  taxCode: ['Mã số thuế', 16],
  commune: ['Xã, phường', 22],
  phone: ['Điện thoại', 14],
  content: ['Mã nội dung', 13],
  procedure: ['Chương trình', 16],
  title: ['Muốn làm gì', 40],
  machine: ['Máy hoặc hạng mục', 32],
  quotation: ['Báo giá', 28],
  cost: ['Tổng chi phí (đồng)', 20],
  asked: ['Đề nghị hỗ trợ (đồng)', 20],
  ownFunds: ['Có vốn đối ứng (x)', 18],
  site: ['Có mặt bằng (x)', 16],
  papers: ['Đủ giấy phép (x)', 16],
  reason: ['Vì sao cần', 40],
};
const SHEET = 'Nhu cầu';
const MOST_BYTES = 8_000_000;
const MOST_UNPACKED = 100_000_000;

export const columnLetter = (column: number): string => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column] ?? '?';
export const columnTitle = (column: number): string => TITLES[needColumns[column] ?? 'name'][0];

/** What a filled template holds, blank rows passed over; or what is wrong with it as a book. */
export async function readNeedBook(
  bytes: Uint8Array,
): Promise<Result<{ readonly sheet: string; readonly rows: readonly BookRow[] }>> {
  const sheet = await readFirstSheet(bytes, { bytes: MOST_BYTES, unpacked: MOST_UNPACKED });
  if (sheet === 'too_large') return tooLarge();
  if (sheet === 'no_book') return refuse('need_book_is_no_book', {}, 'file');
  const [head = [], ...body] = sheet.rows;
  const wrong = needColumns.flatMap((name, c): Refusal[] =>
    textOf(head[c], name) === TITLES[name][0]
      ? []
      : [
          {
            code: 'need_book_column_is_not_expected',
            params: { column: columnLetter(c), title: TITLES[name][0] },
            field: 'file',
          },
        ],
  );
  if (wrong.length > 0) return refuseAll(wrong);
  const rows: BookRow[] = [];
  for (const [i, row] of body.entries()) {
    const cells = needColumns.map((name, c) => textOf(row[c], name));
    if (cells.some((cell) => cell !== '')) rows.push({ row: i + 2, cells });
  }
  if (rows.length > MOST_ROWS) return tooLarge();
  return rows.length === 0 ? refuse('need_book_is_empty', {}, 'file') : ok({ sheet: sheet.name, rows });
}

const tooLarge = () => refuse('need_book_is_too_large', { rows: MOST_ROWS.toLocaleString('vi') }, 'file');

/** As a person would type it. A spreadsheet drops the leading zero of a tax code or a telephone number typed as a number. */
function textOf(value: unknown, column: NeedColumn): string {
  if (value === true) return 'x';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'string') return value.trim().slice(0, 2100);
  if (typeof value !== 'number') return '';
  const text = String(Number(value.toPrecision(15))).replace('.', ',');
  const short = (column === 'taxCode' || column === 'phone') && /^\d{9}$/.test(text);
  return short ? `0${text}` : text;
}

/** An empty template, with the codes to choose from on a second sheet. */
export function needTemplate(codes: {
  readonly contents: readonly { readonly value: string; readonly label: string }[];
  readonly communes: readonly { readonly label: string }[];
}): Promise<Uint8Array<ArrayBuffer>> {
  const most = Math.max(codes.contents.length, codes.communes.length);
  const rows = Array.from({ length: most }, (_, i) => [
    codes.contents[i]?.value ?? null,
    codes.contents[i]?.label ?? null,
    codes.communes[i]?.label ?? null,
  ]);
  const head = ['Mã nội dung', 'Nội dung hỗ trợ', 'Xã, phường'];
  return write([
    needSheet([], []),
    {
      name: 'Danh mục',
      columns: [{ width: 14 }, { width: 70 }, { width: 28 }],
      rows: [head, ...rows, [], ['Chương trình: Địa phương hoặc Quốc gia']],
      cells: boldRow(head.length),
      freezePane: { rows: 1 },
    },
  ]);
}

/** Rows given back with what is wrong with each in a last column. */
export function rejectedBook(
  rows: readonly BookRow[],
  saidOf: (row: number) => string,
): Promise<Uint8Array<ArrayBuffer>> {
  return write([
    needSheet(
      rows,
      rows.map(({ row }) => saidOf(row)),
    ),
  ]);
}

function needSheet(rows: readonly BookRow[], said: readonly string[]) {
  const titles = needColumns.map((name) => TITLES[name][0]);
  return {
    name: SHEET,
    columns: [
      ...needColumns.map((name) => ({ width: TITLES[name][1] })),
      ...(rows.length > 0 ? [{ width: 80 }] : []),
    ],
    rows: [
      rows.length > 0 ? [...titles, 'Sai gì'] : titles,
      ...rows.map(({ cells }, i) => [...cells.map(cellOf), said[i] ?? '']),
    ],
    cells: boldRow(titles.length + 1),
    freezePane: { rows: 1 },
  };
}

/** Amounts that are whole figures are figures again. */
const cellOf = (text: string, column: number): string | number =>
  ['cost', 'asked'].includes(needColumns[column]!) && /^\d{1,15}$/.test(text) ? Number(text) : text;

const boldRow = (columns: number) =>
  new Map<string, { style: CellStyle }>(
    Array.from({ length: columns }, (_, i) => [`0,${i}`, { style: { font: { bold: true } } }] as const),
  );

async function write(sheets: Parameters<typeof writeXlsx>[0]['sheets']): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await writeXlsx({ sheets, properties: { title: SHEET } }));
}
