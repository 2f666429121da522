import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { error } from '@sveltejs/kit';
import {
  docTien,
  formatDate,
  formatDong,
  formatRate,
  isLocalDate,
  sumDong,
  todayIn,
  type Dong,
  type Rate,
} from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { FundedLine } from '#projects';
import { factsOf, projectFor } from '#projects/server';

/** Vietnamese whatever language the page speaks: a paper of the authority. By data, never pasted into the markup. */
const TEMPLATE = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", flipped: true, margin: 1.6cm, footer: context [
  #set text(8.5pt, fill: luma(35%))
  #grid(columns: (1fr, auto), [#if paper.sample [TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ]], [Trang #counter(page).display()/#counter(page).final().first()])
])
#set text(font: "Tinos", size: 11pt, lang: "vi")
#align(center)[#text(14pt)[*#paper.heading*] \\ *#paper.title* \\ #paper.number · #paper.owner]
#v(0.4em)
#for line in paper.basis [#line \\ ]
#v(0.4em)
#set text(9.5pt)
#table(columns: (auto, 2.4fr, auto, auto, 1fr, auto, 1fr, 1fr, 1fr, 1fr), inset: 4pt, stroke: 0.5pt,
  align: (x, _) => if x >= 3 { right } else { left },
  table.header([*TT*], [*Nội dung*], [*Đơn vị*], [*Khối lượng*], [*Đơn giá*], [*Thuế*], [*Thành tiền*], [*Khuyến công*], [*Cơ sở*], [*Nguồn khác*]),
  ..paper.rows.flatten(), table.cell(colspan: 6)[*Cộng*], ..paper.totals.map(strong))
#v(0.4em)
#set text(11pt)
_Phần khuyến công bằng chữ: #paper.words._
`;

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
let compiler: NodeCompiler | undefined;

/** The estimate as approved, with what changes altered since, as PDF; until then what was put forward last, marked a draft. */
export async function estimatePdf(cx: Context, id: string, sample: boolean): Promise<Response> {
  const found = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft' || project.planned === null) return undefined;
    return { project, lines: (await factsOf(tx, cx, project, todayIn(cx.now))).estimateLines };
  });
  if (!found) error(404, 'Not found');
  const { project, lines } = found;
  const say = (amount: Dong) => formatDong(amount, 'vi');
  const total = (of: (line: FundedLine) => Dong) => say(sumDong(lines.map(of)));
  const decisions = (['approve_estimate', 'change'] as const).flatMap((event) => {
    const data = project.lastActs.get(event)?.data;
    const { decisionNumber, decisionDate } = data ?? {};
    if (typeof decisionNumber !== 'string' || typeof decisionDate !== 'string') return [];
    const what = event === 'change' ? 'Thay đổi lần cuối theo' : 'Phê duyệt theo';
    const on = isLocalDate(decisionDate) ? formatDate(decisionDate) : decisionDate;
    return [`${what} quyết định số ${decisionNumber} ngày ${on}.`];
  });
  const paper = {
    ...{ sample, title: project.title, number: project.number ?? '', owner: project.establishmentName },
    heading: project.estimate === null ? 'DỰ TOÁN (DỰ THẢO)' : 'DỰ TOÁN ĐƯỢC PHÊ DUYỆT',
    basis: project.estimate === null ? [] : decisions,
    rows: lines.map((line, i) => [
      ...[String(i + 1), line.group ? `${line.group}: ${line.label}` : line.label, line.unit],
      (line.exactQuantity ?? String(line.quantity)).replace('.', ','),
      ...[say(line.unitPrice), formatRate(BigInt(line.vat ?? '0') as Rate, 'vi')],
      ...[say(line.amount), say(line.support), say(line.own), say(line.other)],
    ]),
    totals: [total((l) => l.amount), total((l) => l.support), total((l) => l.own), total((l) => l.other)],
    words: docTien(sumDong(lines.map((l) => l.support)), { capital: true }),
  };
  const fontPaths = ['400Regular', '400Regular_Italic', '700Bold'].map((face) => path.join(FONTS, face));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  const bytes = compiler.pdf({ mainFileContent: TEMPLATE, inputs: { paper: JSON.stringify(paper) } });
  compiler.evictCache(30);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="du-toan-${project.number ?? 'de-an'}.pdf"`,
      'x-content-type-options': 'nosniff',
    },
  });
}
