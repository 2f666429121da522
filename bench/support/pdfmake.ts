import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pdfmake from 'pdfmake';
import type { FinishedPaper } from '#app/papers/finished-paper.ts';
import type { SetBlock } from '#app/papers/layout.ts';

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
const face = (name: string) => path.join(FONTS, name, `Tinos_${name}.ttf`);
pdfmake.setFonts({
  Tinos: {
    ...{ normal: face('400Regular'), bold: face('700Bold') },
    ...{ italics: face('400Regular_Italic'), bolditalics: face('700Bold_Italic') },
  },
});

/** The same paper as our layout says, in pdfmake's terms. */
export async function pdfmakeOf(paper: FinishedPaper): Promise<Uint8Array> {
  const content = [
    {
      columns: [
        {
          stack: [
            paper.above.toUpperCase(),
            { text: paper.issuer.toUpperCase(), bold: true },
            `Số: ${paper.sign}`,
          ],
        },
        {
          stack: [
            { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, fontSize: 12 },
            { text: 'Độc lập – Tự do – Hạnh phúc', bold: true, decoration: 'underline' },
            {
              text: `${paper.place}, ngày ${paper.day.ngay} tháng ${paper.day.thang} năm ${paper.day.nam}`,
              italics: true,
            },
          ],
        },
      ],
      alignment: 'center',
    },
    { text: paper.title.toUpperCase(), bold: true, fontSize: 14, alignment: 'center', margin: [0, 14, 0, 4] },
    { text: paper.about, bold: true, alignment: 'center', margin: [0, 0, 0, 10] },
    ...paper.blocks.map(blockOf),
    {
      columns: [
        {
          stack: [
            { text: 'Nơi nhận:', bold: true, italics: true },
            ...paper.recipients.map((line) => `– ${line};`),
            ...(paper.proof
              ? [{ svg: paper.proof.qr, width: 60 }, paper.proof.address, paper.proof.code]
              : []),
          ],
          fontSize: 11,
        },
        {
          stack: [
            { text: paper.signer?.title ?? '', bold: true },
            { text: paper.signer?.name ?? '', bold: true, margin: [0, 60, 0, 0] },
          ],
          alignment: 'center',
        },
      ],
      unbreakable: true,
      margin: [0, 12, 0, 0],
    },
  ];
  const document = {
    pageSize: 'A4',
    pageMargins: [85, 57, 57, 62],
    defaultStyle: { font: 'Tinos', fontSize: 13 },
    content,
  };
  return pdfmake.createPdf(document as never).getBuffer();
}

function blockOf(block: SetBlock): object {
  if ('p' in block) return { text: block.p, bold: block.bold, margin: [0, 3, 0, 3] };
  if ('label' in block) return { text: `– ${block.label}: ${block.text}`, margin: [0, 2, 0, 2] };
  if ('list' in block) return { ul: block.list };
  if ('signers' in block)
    return {
      columns: block.signers.map(({ title, name }) => ({
        stack: [
          { text: title, bold: true },
          { text: name, bold: true, margin: [0, 60, 0, 0] },
        ],
        alignment: 'center',
      })),
    };
  return {
    table: {
      ...{ headerRows: 1, widths: block.columns.map(() => '*') },
      body: [
        block.columns.map(({ title }) => ({ text: title, bold: true, alignment: 'center' })),
        ...block.rows,
        ...(block.total.length > 0 ? [block.total.map((text) => ({ text, bold: true }))] : []),
      ],
    },
    fontSize: 11,
  };
}
