import { writeXlsx, type CellStyle } from 'hucre';
import type { Registration } from '#projects/server';
import { COLUMNS, tableLines, tableTitle, unchecked, type TableContent } from './registration-words.ts';

const WIDTHS = [6, 44, 34, 22, 20, 20, 20, 22];
const HEAD_ROW = 4;

/** The table as a book: amounts as numbers, so that sums can be tried. */
export const registrationBook = ({ content, no, hash }: Registration) =>
  bookOf(
    content,
    tableTitle(content),
    `Kèm theo công văn của ${content.letter.sender}; bản ${no}, mã kiểm tra ${hash.slice(0, 16)}`,
  );

/** What may be registered, before anybody chose. */
export const candidatesBook = (content: TableContent) =>
  bookOf(content, `Đề án, nhiệm vụ có thể đăng ký năm ${content.fiscalYear}`, `${content.round}; chưa chọn`);

async function bookOf(content: TableContent, title: string, note: string): Promise<Uint8Array<ArrayBuffer>> {
  const lines = tableLines(content);
  const bold: CellStyle = { font: { bold: true } };
  const cells = new Map<string, { style: CellStyle }>();
  cells.set('0,0', { style: { font: { bold: true, size: 14 } } });
  COLUMNS.forEach((_, c) => cells.set(`${HEAD_ROW},${c}`, { style: bold }));
  lines.forEach(({ strong }, r) => {
    for (let c = 0; c < COLUMNS.length; c++) {
      const amount = c >= 4 && c <= 6 ? { numFmt: '#,##0' } : {};
      cells.set(`${HEAD_ROW + 1 + r},${c}`, { style: { ...amount, ...(strong ? bold : {}) } });
    }
  });
  const book = await writeXlsx({
    sheets: [
      {
        name: 'Đăng ký',
        columns: WIDTHS.map((width) => ({ width })),
        rows: [
          [title],
          [note],
          [unchecked(content)],
          ['Đơn vị tính: đồng'],
          [...COLUMNS],
          ...lines.map(({ cells: line }) =>
            line.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)),
          ),
        ],
        cells,
        freezePane: { rows: HEAD_ROW + 1 },
      },
    ],
    properties: { title },
  });
  return new Uint8Array(book);
}
