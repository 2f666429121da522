import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { expectOk, formatDate } from '#kernel';
import { storeFile, type Disk, type StoredFile } from '#records/server';
import type { PlannedPaper } from '../plan/paper.ts';

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));

/** Says on every page that it is a sample: such a paper may leave the system. Without a date of its own, so the same paper has the same bytes. */
const TEMPLATE = `
#set document(date: none)
#set page(paper: "a4", margin: (x: 2.4cm, y: 2.2cm), footer: align(center, text(9pt, fill: rgb("#9a3324"))[TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ]))
#set text(font: "Tinos", size: 12pt, lang: "vi")
#let paper = json(bytes(sys.inputs.paper))
#grid(columns: (1fr, 1.25fr), align: center,
  [#text(11pt, weight: "bold", upper(paper.issuer)) #if paper.number != none [\\ Số: #box(paper.number)]],
  [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập – Tự do – Hạnh phúc* \\ _Nghệ An, ngày #box(paper.on)_])
#v(1.4em)
#align(center, text(15pt, weight: "bold", upper(paper.heading)))
#v(0.8em)
#for fact in paper.facts [#par[*#fact.first():* #fact.last()]]
#if paper.rows.len() > 0 {
  v(0.6em)
  table(columns: paper.rows.first().len(), inset: 6pt, stroke: 0.5pt,
    ..paper.rows.first().map(cell => strong(cell)), ..paper.rows.slice(1).flatten())
}
#v(1.6em)
#align(right, block(width: 45%, align(center)[*ĐẠI DIỆN ĐƠN VỊ* \\ _(đã ký)_]))
`;

/** Sets papers as PDF and puts them where uploads lie: about 5 ms each. */
export function openPress(disk: Disk, province: string): (paper: PlannedPaper) => Promise<StoredFile> {
  const fontPaths = ['400Regular', '400Regular_Italic', '700Bold'].map((face) => path.join(FONTS, face));
  const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  return async (paper) => {
    const bytes = compiler.pdf({
      mainFileContent: TEMPLATE,
      inputs: { paper: JSON.stringify({ ...paper, on: formatDate(paper.on) }) },
    });
    compiler.evictCache(30);
    return expectOk(await storeFile(disk, province, { name: paper.fileName, bytes: new Uint8Array(bytes) }));
  };
}
