import { readForm, refuse, refuseAll, ok, type FormFields, type Refusal, type Result } from '#kernel';
import { MOST_LINES, submitEstimate } from '#projects';
import { readFirstSheet } from '../first-sheet.ts';

/** Columns of the template, in their order; the titles are Vietnamese, as the offices pass the file around. */
const columns = [
  ['group', 'Nhóm', 22],
  ['label', 'Nội dung', 40],
  ['unit', 'Đơn vị', 10],
  ['quantity', 'Khối lượng', 12],
  ['unitPrice', 'Đơn giá (đồng)', 18],
  ['vat', 'Thuế GTGT (%)', 14],
  ['support', 'Khuyến công (đồng)', 20],
  ['other', 'Nguồn khác (đồng)', 20],
  ['basis', 'Căn cứ giá', 30],
  ['eligible', 'Được tính hỗ trợ (x)', 20],
] as const;

/** A book of 200 lines is about 30 kB; what is unpacked is bounded as well, for a small file may hold gigabytes. */
const MOST_BYTES = 1_000_000;
const MOST_UNPACKED = 20_000_000;
/** Blank rows between lines are passed over, up to here. */
const MOST_ROWS = 1000;

/** The estimate's lines as a table to fill in elsewhere and bring back. */
export function estimateTable(name: string, fields: FormFields) {
  const rows: (string | number | bigint | null)[][] = [];
  for (let i = 0; `lines.${i}.label` in fields; i++)
    rows.push(
      columns.map(([column]) => {
        const text = fields[`lines.${i}.${column}`] ?? '';
        if (column === 'eligible') return text === 'on' ? 'x' : '';
        if (['unitPrice', 'support', 'other'].includes(column))
          return /^\d{1,15}$/.test(text) ? BigInt(text) : text;
        return ['quantity', 'vat'].includes(column) && /^\d{1,12}(,\d{1,4})?$/.test(text)
          ? Number(text.replace(',', '.'))
          : text;
      }),
    );
  return { name, columns: columns.map(([, title, width]) => ({ title, width })), rows };
}

/** Reads a filled template into the fields of the form. Refused whole; every fault names its sheet and cell. */
export async function readEstimateFile(bytes: Uint8Array): Promise<Result<FormFields>> {
  const sheet = await readFirstSheet(bytes, { bytes: MOST_BYTES, unpacked: MOST_UNPACKED });
  if (sheet === 'too_large') return refuse('estimate_file_is_too_large', {}, 'file');
  if (sheet === 'no_book') return refuse('estimate_file_is_no_book', {}, 'file');
  const [head = [], ...body] = sheet.rows;
  const cell = (column: number, row: number) => ({
    sheet: sheet.name,
    cell: `${'ABCDEFGHIJ'[column]}${row}`,
  });
  const wrongHeads = columns.flatMap(([, title], c): Refusal[] =>
    textOf(head[c], 'head') === title
      ? []
      : [{ code: 'estimate_column_is_not_expected', params: { ...cell(c, 1), title }, field: 'file' }],
  );
  if (wrongHeads.length > 0) return refuseAll(wrongHeads);
  if (body.length > MOST_ROWS) return refuse('estimate_file_is_too_large', {}, 'file');
  const fields: Record<string, string> = {};
  const rowOf: number[] = [];
  for (const [r, row] of body.entries()) {
    const texts = columns.map(([name], c) => textOf(row[c], name));
    if (texts.every((text) => text === '')) continue;
    for (const [c, [name]] of columns.entries())
      fields[`lines.${rowOf.length}.${name}`] =
        name === 'eligible' ? (texts[c] === '' ? '' : 'on') : texts[c]!;
    rowOf.push(r + 2);
  }
  if (rowOf.length > MOST_LINES) return refuse('rows_are_too_many', { max: MOST_LINES }, 'file');
  const read = readForm(submitEstimate.form, fields);
  if (read.ok) return ok(fields);
  const { also = [], ...first } = read.refusal;
  return refuseAll(
    [first, ...also].map((refusal) => {
      const [, line, name] = /^lines\.(\d+)\.(\w+)$/.exec(refusal.field ?? '') ?? [];
      const at = columns.findIndex(([column]) => column === name);
      const where =
        line === undefined || at < 0 ? { sheet: sheet.name, cell: 'A2' } : cell(at, rowOf[Number(line)]!);
      return { ...refusal, params: { ...refusal.params, ...where }, field: 'file' };
    }),
  );
}

/** As a person would type it. A figure keeps the fifteen digits a spreadsheet has; a VAT of 0.08 was shown as 8 %. */
function textOf(value: unknown, column: string): string {
  if (value === true) return 'x';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string') return value.trim().slice(0, 1000);
  if (typeof value !== 'number') return '';
  const figure = column === 'vat' && value > 0 && value < 1 ? value * 100 : value;
  return String(Number(figure.toPrecision(15))).replace('.', ',');
}
