import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Plan } from '#appraisal/server';
import { docTien, formatDong, sumDong, type LocalDate } from '#kernel';
import { m } from '#messages';
import { planTitle } from '#text';
import { tableAsExcel } from '../table-file.ts';
import { promisedOf, type AnnexRow } from './decision-page.ts';

/** The annex as an Excel book, amounts as numbers. */
export function annexExcel(plan: Plan, rows: readonly AnnexRow[]): Promise<Response> {
  const years = promisedOf(rows);
  return tableAsExcel({
    name: planTitle(plan),
    columns: [
      { title: m.plans_ordinal(), width: 6 },
      { title: m.projects_number(), width: 16 },
      { title: m.plans_project(), width: 48 },
      { title: m.plans_establishment(), width: 36 },
      { title: m.plans_commune(), width: 20 },
      { title: m.plans_content(), width: 30 },
      { title: m.plans_fund(), width: 30 },
      { title: m.plans_support_dong(), width: 18 },
      { title: m.plans_split_year({ year: String(plan.year) }), width: 18 },
      ...years.map(({ year }) => ({ title: m.plans_promised_dong({ year: String(year) }), width: 18 })),
    ],
    rows: [
      ...rows.map((row, i) => [
        i + 1,
        ...[row.number, titled(row), row.establishment, row.commune, row.content, row.fund],
        row.support,
        row.now,
        ...years.map(({ year }) => row.later.find((part) => part.year === year)?.amount ?? null),
      ]),
      [
        ...[null, null, m.plans_total(), null, null, null, null, sumDong(rows.map(({ support }) => support))],
        sumDong(rows.map(({ now }) => now)),
        ...years.map(({ amount }) => amount),
      ],
    ],
  });
}

/**
 * A decision is a Vietnamese act of state whatever language the page speaks. By data, never pasted into the markup;
 * without a date of its own: the same decision is the same bytes.
 */
const TEMPLATE = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2cm), footer: context [
  #set text(8.5pt, fill: luma(35%))
  #grid(columns: (1fr, auto), [#if paper.sample [TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ]], [Trang #counter(page).display()/#counter(page).final().first()])
])
#set text(font: "Tinos", size: 13pt, lang: "vi")
#set par(justify: true, leading: 0.7em)
#grid(columns: (1.1fr, 1.35fr), align: center,
  [#set par(justify: false)
  *#upper(paper.issuer)* \\ #text(12pt)[Số: #paper.number]],
  [#text(12pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*] \\ *Độc lập – Tự do – Hạnh phúc* \\ #text(12pt)[_#paper.on _]])
#v(1em)
#if paper.draft [#align(center, text(12pt)[*DỰ THẢO*])]
#align(center)[#text(14pt)[*QUYẾT ĐỊNH* \\ *Phê duyệt #paper.title*] \\ #text(12pt)[(#paper.programme)]]
#v(0.6em)
*Điều 1.* Phê duyệt #paper.title gồm #paper.count đề án, tổng kinh phí hỗ trợ năm #paper.year #paper.total đồng (#paper.words), theo danh mục tại Phụ lục kèm theo.
#if paper.later != "" [Kinh phí dự kiến bố trí trong các năm sau cho đề án nhiều năm: #paper.later; thực hiện theo kế hoạch được duyệt của từng năm.]

*Điều 2.* Kinh phí của từng đề án lấy từ nguồn ghi tại Phụ lục: \\
#for fund in paper.funds [– #fund.first(): #fund.last() đồng. \\ ]

*Điều 3.* Các đơn vị và cơ sở có tên tại Phụ lục chịu trách nhiệm thi hành Quyết định này.
#v(1em)
#align(right, block(width: 55%, align(center)[*NGƯỜI KÝ* \\ #v(3em) #paper.signer]))
#page(flipped: true, margin: 1.6cm)[
  #align(center)[*PHỤ LỤC* \\ *Danh mục đề án của #paper.title*]
  #set text(10pt)
  #set par(justify: false)
  #table(columns: (auto, auto, 2fr, 1.5fr, 1fr, 1.3fr, auto), inset: 5pt, stroke: 0.5pt,
    align: (x, _) => if x == 6 { right } else { left },
    table.header([*TT*], [*Số*], [*Đề án*], [*Cơ sở*], [*Xã, phường*], [*Nguồn*], [*Hỗ trợ (đồng)*]),
    ..paper.rows.flatten(), table.cell(colspan: 6)[*Cộng*], strong(paper.total))
]
`;

/** A project of several years, and one decided before, say so beside their title. */
function titled({ title, support, later, running }: AnnexRow): string {
  if (running) return `${title} (đề án chuyển tiếp)`;
  if (later.length === 0) return title;
  const parts = later.map(({ year, amount }) => `năm ${year}: ${formatDong(amount, 'vi')}`);
  return `${title} (cả đề án ${formatDong(support, 'vi')} đồng; ${parts.join('; ')})`;
}

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
let compiler: NodeCompiler | undefined;

/** The decision with its annex as PDF; a draft until it is decided. */
export function decisionPdf(
  plan: Plan,
  rows: readonly AnnexRow[],
  by: { readonly issuer: string; readonly sample: boolean },
): Uint8Array<ArrayBuffer> {
  const total = sumDong(rows.map(({ now }) => now));
  const years = promisedOf(rows);
  const title =
    plan.no === 0
      ? `kế hoạch khuyến công năm ${plan.year}`
      : `kế hoạch khuyến công bổ sung lần ${plan.no} năm ${plan.year}`;
  const funds = Map.groupBy(rows, ({ fund }) => fund);
  const paper = {
    ...by,
    title,
    year: String(plan.year),
    draft: plan.decision === null,
    number: plan.decision?.number ?? '……/QĐ',
    on: plan.decision ? inWords(plan.decision.date) : 'Ngày … tháng … năm …',
    signer: plan.decision?.signer ?? '',
    programme: plan.procedure === 'national' ? 'khuyến công quốc gia' : 'khuyến công địa phương',
    count: rows.length,
    // Of projects of several years: said beside what is given now, and not counted in it.
    later: years.map(({ year, amount }) => `năm ${year}: ${formatDong(amount, 'vi')} đồng`).join('; '),
    total: formatDong(total, 'vi'),
    words: docTien(total),
    funds: [...funds].map(([fund, own]) => [fund, formatDong(sumDong(own.map(({ now }) => now)), 'vi')]),
    rows: rows.map((row, i) => [
      String(i + 1),
      ...[row.number, titled(row), row.establishment, row.commune, row.fund],
      formatDong(row.now, 'vi'),
    ]),
  };
  const fontPaths = ['400Regular', '400Regular_Italic', '700Bold'].map((face) => path.join(FONTS, face));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  const bytes = compiler.pdf({ mainFileContent: TEMPLATE, inputs: { paper: JSON.stringify(paper) } });
  compiler.evictCache(30);
  return new Uint8Array(bytes);
}

function inWords(date: LocalDate): string {
  const [year, month, day] = date.split('-');
  return `Ngày ${day} tháng ${month} năm ${year}`;
}
