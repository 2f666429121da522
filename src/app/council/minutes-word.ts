import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { MinutesPaper } from './minutes-words.ts';

const FONT = 'Times New Roman';
const run = (text: string, bold = false, size = 26) => new TextRun({ text, bold, size, font: FONT });
const line = (...runs: TextRun[]) => new Paragraph({ children: runs, spacing: { after: 100 } });
const centred = (...runs: TextRun[]) => new Paragraph({ alignment: AlignmentType.CENTER, children: runs });

const noLine = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  ...{ top: noLine, bottom: noLine, left: noLine, right: noLine },
  ...{ insideHorizontal: noLine, insideVertical: noLine },
};
const whole = { size: 100, type: WidthType.PERCENTAGE } as const;

/** Rows of cells; each cell is one or more paragraphs. `widths` in per cent. */
function table(
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

/** The minutes as a Word file, for offices that edit and archive them there. */
export async function minutesWord(paper: MinutesPaper): Promise<Uint8Array> {
  const head = table(
    [
      [
        [centred(run('HỘI ĐỒNG THẨM ĐỊNH', true)), centred(run(paper.level, false, 23))],
        [
          centred(run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', true, 24)),
          centred(
            new TextRun({
              ...{ text: 'Độc lập – Tự do – Hạnh phúc', bold: true, size: 26, font: FONT },
              underline: {},
            }),
          ),
        ],
      ],
    ],
    [42, 58],
    false,
  );
  const cell = (text: string, bold = false) => [new Paragraph({ children: [run(text, bold, 24)] })];
  const members = table(
    [
      ['Họ và tên', 'Chức danh', 'Đơn vị', 'Có mặt'].map((t) => cell(t, true)),
      ...paper.members.map((m) => m.map((t) => cell(t))),
    ],
    [28, 24, 32, 16],
    true,
  );
  const signers = table(
    chunks(paper.signers, 2).map((pair) =>
      [0, 1].map((i) => {
        const signer = pair[i];
        const position = centred(run(signer?.[1].toLocaleUpperCase('vi') ?? '', true));
        const name = new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { before: 900, after: 300 },
          children: [run(signer?.[0] ?? '')],
        });
        return [position, name];
      }),
    ),
    [50, 50],
    false,
  );
  const broken = (text: string, bold: boolean) =>
    text
      .split('\n')
      .map(
        (part, i) => new TextRun({ text: part, bold, size: 26, font: FONT, ...(i > 0 ? { break: 1 } : {}) }),
      );
  const results = paper.dossiers.flatMap((d, i) => [
    line(run(`3.${i + 1}. ${d.heading}`, true)),
    ...d.lines.map(([label, text]) => line(run(`– ${label}: `), ...broken(text, label === 'Kết luận'))),
  ]);
  const document = new Document({
    title: 'Biên bản họp Hội đồng thẩm định',
    creator: 'Khuyến Công',
    lastModifiedBy: 'Khuyến Công',
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1701, right: 1134 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              centred(
                run(
                  `Mã biên bản: ${paper.shortHash}${paper.sample ? ' – TÀI LIỆU MẪU, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ' : ''} – Trang `,
                  false,
                  17,
                ),
                new TextRun({ children: [PageNumber.CURRENT], size: 17, font: FONT }),
              ),
            ],
          }),
        },
        children: [
          head,
          new Paragraph({
            spacing: { before: 240 },
            alignment: AlignmentType.CENTER,
            children: [run('BIÊN BẢN HỌP HỘI ĐỒNG THẨM ĐỊNH', true, 30)],
          }),
          new Paragraph({
            spacing: { after: 240 },
            alignment: AlignmentType.CENTER,
            children: [run(`Phiên thứ ${paper.sessionNo}, ngày ${paper.heldOn}`)],
          }),
          line(
            run('1. Căn cứ, thời gian, địa điểm. ', true),
            run(
              `Hội đồng được thành lập theo ${paper.decision}. Phiên họp ngày ${paper.heldOn}, tại ${paper.place}.`,
            ),
          ),
          line(run('2. Thành phần. ', true), run(paper.quorum)),
          members,
          new Paragraph({
            spacing: { before: 160, after: 100 },
            children: [run('3. Kết quả thẩm định.', true)],
          }),
          ...results,
          ...(paper.remarks === '' ? [] : [line(run('4. Ý kiến khác. ', true), run(paper.remarks))]),
          line(run(`Biên bản được các thành viên dự họp xác nhận trên hệ thống theo mã ${paper.hash}.`)),
          new Paragraph({ children: [] }),
          signers,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) =>
    list.slice(i * size, (i + 1) * size),
  );
}
