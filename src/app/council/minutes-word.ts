import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { A4, FONT, centred, line, motto, run, table } from '../word-parts.ts';
import type { MinutesPaper } from './minutes-words.ts';

/** The minutes as a Word file, for offices that edit and archive them there. */
export async function minutesWord(paper: MinutesPaper): Promise<Uint8Array> {
  const head = table(
    [[[centred(run('HỘI ĐỒNG THẨM ĐỊNH', true)), centred(run(paper.level, false, 23))], [...motto()]]],
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
        properties: A4,
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
