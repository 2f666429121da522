import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { MinutesPaper } from './minutes-words.ts';

/** By data, never pasted into the markup. Without a date of its own: the same minutes are the same bytes. */
const TEMPLATE = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: "Biên bản họp Hội đồng thẩm định", date: none)
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm), footer: context [
  #set text(8.5pt, fill: luma(35%))
  #grid(columns: (1fr, auto), [Mã biên bản: #raw(paper.shortHash)], [Trang #counter(page).display()/#counter(page).final().first()])
  #if paper.sample [#align(center, text(fill: rgb("#9a3324"))[TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ])]
])
#set text(font: "Tinos", size: 13pt, lang: "vi")
#set par(justify: true, leading: 0.7em)
#grid(columns: (1fr, 1.35fr), align: center,
  [*HỘI ĐỒNG THẨM ĐỊNH* \\ #text(11.5pt)[#paper.level]],
  [#text(12pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*] \\ #underline(offset: 4pt, stroke: 0.6pt)[*Độc lập – Tự do – Hạnh phúc*]])
#v(1.2em)
#align(center)[#text(15pt)[*BIÊN BẢN HỌP HỘI ĐỒNG THẨM ĐỊNH*] \\ Phiên thứ #paper.sessionNo, ngày #box(paper.heldOn)]
#v(0.6em)
*1. Căn cứ, thời gian, địa điểm.* Hội đồng được thành lập theo #paper.decision. Phiên họp ngày #box(paper.heldOn), tại #paper.place.

*2. Thành phần.* #paper.quorum
#{
  set text(12pt)
  set par(justify: false)
  table(columns: (1.4fr, 1.2fr, 1.6fr, auto), inset: 6pt, stroke: 0.5pt,
    table.header([*Họ và tên*], [*Chức danh*], [*Đơn vị*], [*Có mặt*]), ..paper.members.flatten())
}
*3. Kết quả thẩm định.*
#for (i, d) in paper.dossiers.enumerate() {
  block(breakable: true, above: 1em)[
    #block(sticky: true, below: 0.7em)[*3.#(i + 1). #d.heading*]
    #for line in d.lines [– #line.first(): #if line.first() == "Kết luận" [*#line.last()*] else [#line.last()] \\ ]
  ]
}
#if paper.remarks != "" [*4. Ý kiến khác.* #paper.remarks]

#par(justify: false)[Biên bản được các thành viên dự họp xác nhận trên hệ thống theo mã #raw(paper.hash).]
#v(0.8em)
#grid(columns: (1fr, 1fr), row-gutter: 1.6em, align: center,
  ..paper.signers.map(s => block(breakable: false)[*#upper(s.last())* \\ #v(2.6em) #s.first()]))
`;

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
let compiler: NodeCompiler | undefined;

/** The minutes as PDF: some ten milliseconds. */
export function minutesPdf(paper: MinutesPaper): Uint8Array {
  const fontPaths = ['400Regular', '400Regular_Italic', '700Bold'].map((face) => path.join(FONTS, face));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  const bytes = compiler.pdf({ mainFileContent: TEMPLATE, inputs: { paper: JSON.stringify(paper) } });
  compiler.evictCache(30);
  return new Uint8Array(bytes);
}
