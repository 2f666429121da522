import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
const TEMPLATE = `
#let cover = json(bytes(sys.inputs.cover))
#set page(paper: "a4", margin: 3cm)
#set text(font: "Tinos", size: 13pt, lang: "vi")
#v(30%)
#text(18pt, weight: "bold", cover.heading)
#for line in cover.lines.filter(line => line != "") [#par(line)]
#v(1em)
#emph(cover.note)
`;
let compiler: NodeCompiler | undefined;

/** The page that stands in a merged dossier for what cannot be merged. */
export function coverPdf(cover: {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly note: string;
}): Uint8Array {
  const fontPaths = ['400Regular', '400Regular_Italic', '700Bold'].map((face) => path.join(FONTS, face));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  const pdf = compiler.pdf({ mainFileContent: TEMPLATE, inputs: { cover: JSON.stringify(cover) } });
  compiler.evictCache(10);
  return new Uint8Array(pdf);
}
