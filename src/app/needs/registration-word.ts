import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { Registration } from '#projects/server';
import { A4, centred, FONT, motto, run, table } from '../word-parts.ts';
import { letterPaper } from './registration-letter.ts';

const left = (...runs: TextRun[]) => new Paragraph({ children: runs });
const paragraph = (text: string) =>
  new Paragraph({
    ...{ alignment: AlignmentType.JUSTIFIED, indent: { firstLine: 567 }, spacing: { after: 120 } },
    children: [run(text)],
  });

/** The letter for an office that finishes it in Word: the words are those that were frozen. */
export async function registrationLetterWord(
  made: Registration,
  sample: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const paper = letterPaper(made, sample);
  const small = (text: string) => new TextRun({ text, italics: true, size: 24, font: FONT });
  const head = table(
    [
      [
        [
          centred(run(paper.sender.toLocaleUpperCase('vi'), true, 24)),
          centred(run(`Số: ${paper.number}`, false, 24)),
        ],
        [...motto(), centred(small(`Ngày ${paper.date}`))],
      ],
    ],
    [42, 58],
    false,
  );
  const foot = table(
    [
      [
        [
          left(new TextRun({ text: 'Nơi nhận:', bold: true, italics: true, size: 22, font: FONT })),
          left(run('– Như trên;', false, 22)),
          left(run('– Lưu: VT.', false, 22)),
        ],
        [
          centred(run(paper.signer.toLocaleUpperCase('vi'), true)),
          new Paragraph({ spacing: { before: 1200 }, children: [] }),
        ],
      ],
    ],
    [50, 50],
    false,
  );
  const mark = sample ? ' – TÀI LIỆU MẪU, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ' : '';
  const document = new Document({
    ...{ title: paper.title, creator: 'Khuyến Công', lastModifiedBy: 'Khuyến Công' },
    sections: [
      {
        properties: A4,
        footers: {
          default: new Footer({
            children: [
              centred(
                run(`Bản lập từ mã ${paper.hash}${mark} – Trang `, false, 17),
                new TextRun({ children: [PageNumber.CURRENT], size: 17, font: FONT }),
              ),
            ],
          }),
        },
        children: [
          head,
          new Paragraph({ spacing: { before: 120 }, children: [run(`V/v ${paper.about}`, false, 24)] }),
          new Paragraph({
            ...{ alignment: AlignmentType.CENTER, spacing: { before: 240, after: 240 } },
            children: [run(`Kính gửi: ${paper.to}`)],
          }),
          paragraph(paper.opening),
          ...paper.parts.flatMap(([heading, lines]) => [
            new Paragraph({
              ...{ keepNext: true, spacing: { before: 160, after: 100 } },
              children: [run(heading, true)],
            }),
            ...lines.map(paragraph),
          ]),
          new Paragraph({ children: [] }),
          foot,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
