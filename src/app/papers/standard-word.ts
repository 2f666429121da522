import { AlignmentType, Document, Footer, Packer, Paragraph, TextRun } from 'docx';
import { A4, centred, FONT, line, motto, run, table } from '../word-parts.ts';
import type { Block, Column } from './layout.ts';
import type { PaperKind } from './paper-kind.ts';

/**
 * The standard Word template of a kind, with its fields in braces: what is issued with where a province has none of its
 * own, and what a province begins its own from.
 */
export async function standardWord(kind: PaperKind): Promise<Uint8Array> {
  const small = (text: string) => run(text, false, 18);
  const right = kind.manySign
    ? [new Paragraph({})]
    : [centred(run('{chuc_vu_nguoi_ky}', true)), ...gap(3), centred(run('{nguoi_ky}', true))];
  const document = new Document({
    creator: 'Khuyến công',
    title: '{tieu_de}',
    styles: { default: { document: { run: { font: FONT, size: 26, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: A4,
        footers: {
          default: new Footer({ children: [new Paragraph({ children: [small('{mau_so}')] })] }),
        },
        children: [
          table(
            [
              [
                [...above(), centred(run('Số: {so_ky_hieu}'))],
                [...motto(), dayLine()],
              ],
            ],
            [45, 55],
            false,
          ),
          new Paragraph({}),
          centred(run('{tieu_de}', true, 28)),
          centred(run('{trich_yeu}', true)),
          new Paragraph({}),
          ...kind.blocks.flatMap(blockParts),
          new Paragraph({}),
          table([[[...recipients(), ...proof()], right]], [48, 52], false),
          ...when('tai_lieu_mau', [line(small('TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'))]),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

type Part = Paragraph | ReturnType<typeof table>;

const gap = (lines: number) => Array.from({ length: lines }, () => new Paragraph({}));
const above = () => [
  ...when('co_quan_cap_tren', [centred(run('{co_quan_cap_tren}', false, 24))]),
  centred(run('{co_quan}', true, 24)),
];
const dayLine = () =>
  centred(
    new TextRun({
      ...{ text: '{dia_danh}, ngày {ngay} tháng {thang} năm {nam}', italics: true, size: 26, font: FONT },
    }),
  );
const recipients = () => [
  new Paragraph({
    children: [new TextRun({ text: 'Nơi nhận:', bold: true, italics: true, size: 22, font: FONT })],
  }),
  ...when('noi_nhan', [new Paragraph({ children: [run('– {dong};', false, 22)] })]),
];
const proof = () => [
  new Paragraph({ children: [run('{ma_qr}')] }),
  new Paragraph({ children: [run('Kiểm tra văn bản tại {trang_xac_thuc}, mã {ma_xac_thuc}', false, 18)] }),
];

/** Stands only where the field is there; for a table once a row. */
const when = <P extends Part>(field: string, parts: readonly P[]): (P | Paragraph)[] => [
  new Paragraph({ children: [run(`{#${field}}`)] }),
  ...parts,
  new Paragraph({ children: [run(`{/${field}}`)] }),
];

function blockParts(block: Block): Part[] {
  const parts = partsOf(block);
  return block.when && !('list' in block) ? when(block.when, parts) : parts;
}

function partsOf(block: Block): Part[] {
  if ('p' in block) {
    const text = run(block.p, block.bold ?? false);
    return [
      block.centred
        ? centred(text)
        : new Paragraph({
            ...{ children: [text], spacing: { after: 100 }, keepNext: block.bold ?? false },
            alignment: AlignmentType.JUSTIFIED,
          }),
    ];
  }
  if ('label' in block) return [line(run(`– ${block.label}: `), run(block.text))];
  if ('list' in block) return when(block.list, [line(run(`– ${block.text}`))]);
  if ('signers' in block) {
    const cells = block.signers.map(({ title, name }) => [
      centred(run(title, true)),
      ...gap(3),
      centred(run(name, true)),
    ]);
    const rows = Array.from({ length: Math.ceil(cells.length / 2) }, (_, i) => cells.slice(2 * i, 2 * i + 2));
    return [
      new Paragraph({}),
      table(
        rows.map((row) => (row.length < 2 ? [...row, [new Paragraph({})]] : row)),
        [50, 50],
        false,
      ),
    ];
  }
  return [
    table(
      [
        block.columns.map(({ title }) => [centred(run(title, true, 22))]),
        block.columns.map((column, i) => [cell(column, rowText(block, column.text, i))]),
        ...(block.total ? [block.total.map((text, i) => [cell(block.columns[i]!, text, true)])] : []),
      ],
      widthsOf(block.columns),
      true,
    ),
    new Paragraph({}),
  ];
}

/** A loop over rows begins in the first cell and ends in the last. */
function rowText(
  { table: name, columns }: { table: string; columns: readonly Column[] },
  text: string,
  i: number,
) {
  const begin = i === 0 ? `{#${name}}` : '';
  const end = i === columns.length - 1 ? `{/${name}}` : '';
  return `${begin}${text}${end}`;
}

const cell = ({ end }: Column, text: string, bold = false) =>
  new Paragraph({
    children: [run(text, bold, 22)],
    ...(end ? { alignment: AlignmentType.RIGHT } : {}),
  });

function widthsOf(columns: readonly Column[]): number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  return columns.map(({ width }) => (width / all) * 100);
}
