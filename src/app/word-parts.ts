import { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';

export const FONT = 'Times New Roman';
export const run = (text: string, bold = false, size = 26) => new TextRun({ text, bold, size, font: FONT });
export const line = (...runs: TextRun[]) => new Paragraph({ children: runs, spacing: { after: 100 } });
export const centred = (...runs: TextRun[]) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: runs });

const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  ...{ top: noLine, bottom: noLine, left: noLine, right: noLine },
  ...{ insideHorizontal: noLine, insideVertical: noLine },
};
const whole = { size: 100, type: WidthType.PERCENTAGE } as const;

/** Rows of cells; each cell is one or more paragraphs. `widths` in per cent. */
export function table(
  rows: readonly (readonly Paragraph[][])[],
  widths: readonly number[],
  borders: boolean,
): Table {
  return new Table({
    width: whole,
    // Readers that do not reckon with per cent take these: twentieths of a point over the text's width.
    columnWidths: widths.map((w) => Math.round((w / 100) * 9070)),
    ...(borders ? {} : { borders: NO_BORDERS }),
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({ children, width: { size: widths[i] ?? 0, type: WidthType.PERCENTAGE } }),
          ),
        }),
    ),
  });
}

/** The state's name and motto, as they stand at the head of every paper. */
export const motto = (): Paragraph[] => [
  centred(run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true, 24)),
  centred(
    new TextRun({
      ...{ text: 'Độc lập – Tự do – Hạnh phúc', bold: true, size: 26, font: FONT },
      underline: {},
    }),
  ),
];

export const A4 = {
  page: {
    size: { width: 11906, height: 16838 },
    margin: { top: 1134, bottom: 1134, left: 1701, right: 1134 },
  },
};
