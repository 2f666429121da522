import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Registration } from '#projects/server';
import { letterPaper, paperHead } from './registration-letter.ts';
import { COLUMNS, money, tableLines, tableTitle, unchecked } from './registration-words.ts';

const FOOT = `#set page(footer: context [
  #set text(8.5pt, fill: luma(35%))
  #grid(columns: (1fr, auto), [Mã kiểm tra: #raw(paper.hash)], [Trang #counter(page).display()/#counter(page).final().first()])
  #if paper.sample [#align(center, text(fill: rgb("#9a3324"))[TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ])]
])`;

/** By data, never pasted into the markup. Without a date of its own: the same making is the same bytes. */
const TABLE = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", flipped: true, margin: (x: 1.5cm, y: 1.6cm))
${FOOT}
#set text(font: "Tinos", size: 11pt, lang: "vi")
#align(center)[#text(14pt, weight: "bold", upper(paper.title)) \\ #emph[Kèm theo công văn #paper.number của #paper.sender] \\ #text(9pt, style: "italic", paper.unchecked)]
#align(right)[Đơn vị tính: đồng]
#set par(justify: false)
#let last = paper.columns.len() - 1
#table(columns: (auto, 2.2fr, 1.7fr, 1.2fr, auto, auto, auto, 1.1fr), inset: 5pt, stroke: 0.5pt,
  align: (c, r) => if r == 0 { center + horizon } else if c == 0 { center } else if c >= 4 and c < last { right } else { left },
  table.header(..paper.columns.map(c => strong(c))),
  ..paper.lines.map(line => line.cells.map(c => if line.strong { strong(c) } else { c })).flatten())
#v(1em)
#grid(columns: (1fr, 1fr), align: center, [], block(breakable: false)[*#upper(paper.signer)* \\ #emph[(ký, ghi rõ họ tên, đóng dấu)] #v(2.4em)])
`;

const LETTER = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm))
${FOOT}
#set text(font: "Tinos", size: 13pt, lang: "vi")
#set par(justify: true, leading: 0.75em, first-line-indent: (amount: 1cm, all: true))
#{
  set par(first-line-indent: 0pt, justify: false)
  grid(columns: (1fr, 1.35fr), align: center, row-gutter: 0.8em,
    [#text(12pt, weight: "bold", upper(paper.sender)) \\ #text(12pt)[Số: #box(paper.number)]],
    [#text(12pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*] \\ *Độc lập – Tự do – Hạnh phúc* \\ #emph[Ngày #paper.date]])
  v(0.6em)
  text(12pt)[V/v #paper.about]
  v(0.8em)
  align(center)[Kính gửi: #paper.to]
}
#v(0.6em)
#paper.opening

#for part in paper.parts {
  block(above: 1.1em, below: 0.8em, strong(part.first()))
  for line in part.last() [#par(line)]
}
#v(1.2em)
#grid(columns: (1fr, 1fr), align: (left, center),
  text(11pt)[#set par(first-line-indent: 0pt, justify: false)
    *_Nơi nhận:_* \\ – Như trên; \\ – Lưu: VT.],
  block(breakable: false)[*#upper(paper.signer)* #v(3em)])
`;

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
let compiler: NodeCompiler | undefined;

/** Some ten milliseconds a page. */
function setPdf(template: string, paper: object): Uint8Array<ArrayBuffer> {
  const fontPaths = ['400Regular', '400Regular_Italic', '700Bold'].map((face) => path.join(FONTS, face));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  const bytes = compiler.pdf({ mainFileContent: template, inputs: { paper: JSON.stringify(paper) } });
  compiler.evictCache(30);
  return new Uint8Array(bytes);
}

/** A table of more rows is hundreds of pages, and the process stands still while they are set. */
export const MOST_PDF_ROWS = 2000;

export function registrationTablePdf(made: Registration, sample: boolean): Uint8Array<ArrayBuffer> {
  return setPdf(TABLE, {
    ...paperHead(made, sample),
    title: tableTitle(made.content),
    unchecked: unchecked(made.content),
    columns: COLUMNS,
    lines: tableLines(made.content).map(({ strong, cells }) => ({
      strong,
      cells: cells.map((cell) => (typeof cell === 'bigint' ? money(cell) : cell)),
    })),
  });
}

export const registrationLetterPdf = (made: Registration, sample: boolean): Uint8Array<ArrayBuffer> =>
  setPdf(LETTER, letterPaper(made, sample));
