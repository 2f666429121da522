/**
 * The layout of decree 30/2020/NĐ-CP, annex I, once for all papers: what a paper says comes as data and is never pasted
 * into the markup. Rules have room above and below: without it they strike through descenders. Numbers of documents
 * do not break at their slash.
 */
export const PAPER_TYPST = `
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title + " " + paper.sign, date: datetime(
  year: int(paper.day.nam), month: int(paper.day.thang), day: int(paper.day.ngay)))
#set page(paper: "a4", margin: (left: 3cm, right: 2cm, top: 2cm, bottom: 2.2cm),
  header: context if counter(page).get().first() > 1 [#align(center, text(13pt)[#counter(page).display()])],
  footer: [
    #set text(8.5pt, fill: luma(30%))
    #grid(columns: (1fr, auto), column-gutter: 1em,
      [#if paper.draft [BẢN XEM TRƯỚC – CHƯA BAN HÀNH #h(1em)] #if paper.sample [TÀI LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ]],
      [#if paper.form != "" [Theo #paper.form]])
  ])
#set text(font: "Tinos", size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: 0.7em, spacing: 0.9em)
#show regex("\\\\d+[\\\\p{L}\\\\d]*/[\\\\p{L}\\\\d/–-]*\\\\p{L}"): it => box(it)
#let rule(width) = { v(0.15em); line(length: width, stroke: 0.6pt) }
#{
  set par(justify: false, leading: 0.5em, spacing: 0.45em)
  grid(columns: (1fr, 8.9cm), column-gutter: 0.4em, row-gutter: 0.9em, align: center + top,
    [#if paper.above != "" [#text(12pt)[#upper(paper.above)] \\ ]
      #text(12pt)[*#upper(paper.issuer)*]
      #rule(2.6cm)],
    [#text(12pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*] \\ *Độc lập – Tự do – Hạnh phúc*
      #rule(5.2cm)],
    [Số: #box(paper.sign)],
    [#emph[#paper.place, ngày #paper.day.ngay tháng #paper.day.thang năm #paper.day.nam]])
}
#v(0.9em)
#{
  set par(justify: false, leading: 0.6em, spacing: 0.6em)
  align(center)[
    #heading(level: 1, outlined: false, text(14pt)[#upper(paper.title)])
    #if paper.about != "" [*#paper.about*]
    #rule(3.2cm)
  ]
}
#v(0.5em)
// Titles beside each other and names beside each other, however many lines a title takes.
#let signed(list) = block(breakable: false, width: 100%)[
  #set par(justify: false, leading: 0.5em)
  #grid(columns: (1fr,) * list.len(), column-gutter: 1em, row-gutter: 4.6em, align: center + top,
    ..list.map(s => strong(upper(s.title))), ..list.map(s => strong(s.name)))]
#let sums(b) = if b.total.len() == 0 { () } else {
  b.total.enumerate().map(((i, cell)) => if b.columns.at(i).end { table.cell(align: right)[*#cell*] } else [*#cell*])
}
#for b in paper.blocks {
  if "p" in b {
    let words = if b.bold { strong(b.p) } else { b.p }
    if b.centred { align(center, words) } else { block(sticky: b.bold, words) }
  } else if "label" in b [
    – #b.label: #b.text

  ] else if "list" in b {
    for words in b.list [– #words

    ]
  } else if "columns" in b {
    set text(if b.columns.len() > 6 { 10.5pt } else { 11.5pt })
    set par(justify: false, leading: 0.55em)
    table(columns: b.columns.map(c => c.width * 1fr), inset: (x: 4pt, y: 5pt), stroke: 0.5pt,
      align: (x, y) => if y == 0 { center + horizon } else if b.columns.at(x).end { right + top } else { left + top },
      table.header(..b.columns.map(c => strong(c.title))),
      ..b.rows.flatten(), ..sums(b))
  } else if "signers" in b {
    v(0.6em)
    for pair in b.signers.chunks(2) { signed(pair) }
  }
}
#let proof = if paper.proof != none {
  set text(9pt)
  set par(justify: false, leading: 0.5em)
  grid(columns: (2.1cm, 1fr), column-gutter: 0.6em, align: (left, left + horizon),
    image(bytes(paper.proof.qr), format: "svg", width: 2.1cm, alt: "Mã kiểm tra văn bản " + paper.proof.code),
    [Kiểm tra văn bản tại \\ #paper.proof.address \\ Mã: #box(paper.proof.code)])
}
#let recipients = {
  set text(11pt)
  set par(justify: false, leading: 0.5em)
  emph[*Nơi nhận:*]
  for (i, line) in paper.recipients.enumerate() [\\ – #(line + if i + 1 < paper.recipients.len() { ";" } else { "." })]
}
#v(0.8em)
#if paper.signer != none {
  block(breakable: false, grid(columns: (1fr, 1.1fr), column-gutter: 1em, [#recipients #v(0.9em) #proof], signed((paper.signer,))))
} else {
  block(breakable: false, grid(columns: (1fr, 1.1fr), column-gutter: 1em, recipients, proof))
}
`;
