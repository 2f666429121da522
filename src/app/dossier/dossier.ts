import { Readable } from 'node:stream';
import { makeZip, predictLength } from 'client-zip';
import { formatDate, todayIn } from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor, projectSubject, removedPapers } from '#projects/server';
import { extensionOf } from '#records';
import { documentsOf, keyOf, mergePdfs, noteReading, type Disk } from '#records/server';
import { paperLabel } from '#text';
import { CSV_MARK, csvLine } from '../csv.ts';
import { coverPdf } from './cover-pdf.ts';
import { nameIn } from './dossier-names.ts';

type Stored = Awaited<ReturnType<typeof documentsOf>>[number];

export interface Dossier {
  readonly title: string;
  readonly number: string;
  readonly papers: readonly Entry[];
}

/** A paper and the name it has in the ZIP; `content` null: there is no file, or none that is handed out. */
interface Entry {
  readonly no: number;
  readonly paper: Stored;
  readonly content: { readonly key: string; readonly size: number; readonly name: string } | null;
}

/** The papers of a project the actor may see, oldest first; undefined for an outsider. */
export async function dossierOf(cx: Context, disk: Disk, id: string): Promise<Dossier | undefined> {
  const dossier = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const removed = await removedPapers(tx, cx.province, id);
    const papers = await documentsOf(tx, cx.province, projectSubject(id));
    return {
      title: project.title,
      number: project.number ?? '',
      papers: papers
        .filter((paper) => !removed.has(paper.id))
        .map((paper, i) => entryOf(cx.province, paper, i + 1)),
    };
  });
  if (!dossier) return undefined;
  // A size is promised before the first byte: what is not in the store is listed without a file.
  const papers: Entry[] = [];
  for (const entry of dossier.papers)
    papers.push(
      entry.content && !(await disk.exists(entry.content.key)) ? { ...entry, content: null } : entry,
    );
  // Who takes the whole dossier has read each sensitive paper in it.
  for (const { paper, content } of papers)
    if (content) await noteReading(cx, cx, { ...paper, subject_kind: 'project', subject_id: id });
  return { ...dossier, papers };
}

function entryOf(province: string, paper: Stored, no: number): Entry {
  const { file_hash: hash, media_type: type, scan_finding: finding, size } = paper;
  if (!hash || !type || finding) return { no, paper, content: null };
  const name = nameIn(no, paper.title, extensionOf(type, paper.file_name ?? ''));
  return { no, paper, content: { key: keyOf(province, hash), size: Number(size), name } };
}

/** The dossier as a ZIP: the files as they came, and an index to read (HTML) and to count with (CSV). Nothing is packed again. */
export function dossierZip(
  disk: Disk,
  dossier: Dossier,
  now: Date,
): { stream: ReadableStream<Uint8Array>; size: bigint } {
  const texts = [
    { name: 'muc-luc.html', input: Buffer.from(indexHtml(dossier)) },
    { name: 'muc-luc.csv', input: Buffer.from(indexCsv(dossier)) },
  ].map((one) => ({ ...one, lastModified: now }));
  const files = dossier.papers.flatMap(({ content, paper }) =>
    content
      ? [{ name: content.name, size: content.size, lastModified: paper.added_at, key: content.key }]
      : [],
  );
  async function* entries() {
    yield* texts;
    // Each is opened when its turn comes.
    for (const { key, ...file } of files) yield { ...file, input: await disk.getStream(key) };
  }
  const size = predictLength([
    ...texts.map(({ name, input }) => ({ name, size: input.length })),
    ...files.map(({ name, size }) => ({ name, size })),
  ]);
  return { stream: makeZip(entries()), size };
}

/** All papers as one PDF with a bookmark each. */
export function dossierPdf(disk: Disk, dossier: Dossier): ReadableStream<Uint8Array> {
  const parts = dossier.papers.map(({ no, paper, content }) => ({
    title: `${no}. ${paper.title}`,
    read: async () => (content && paper.media_type === 'application/pdf' ? disk.getBytes(content.key) : null),
    cover: (why: 'not_pdf' | 'not_readable') =>
      Promise.resolve(
        coverPdf({
          heading: `${no}. ${paper.title}`,
          lines: [paperLabel(paper.kind), paper.file_name ?? '', paper.added_by_name],
          note:
            why === 'not_pdf' && paper.media_type !== 'application/pdf'
              ? m.files_cover_not_pdf()
              : m.files_cover_not_readable(),
        }),
      ),
  }));
  // Pieces wait for the reader: at most one is made ahead.
  return Readable.toWeb(Readable.from(mergePdfs(parts), { highWaterMark: 1 })) as ReadableStream<Uint8Array>;
}

const columns = () => [
  m.files_index_no(),
  m.files_index_title(),
  m.files_index_kind(),
  m.files_index_number(),
  m.files_index_issued(),
  m.files_index_added(),
  m.files_index_by(),
  m.files_index_file(),
  m.files_index_bytes(),
  'SHA-256',
];

const cellsOf = ({ no, paper, content }: Entry): string[] => [
  String(no),
  paper.title,
  paperLabel(paper.kind),
  paper.number ?? '',
  paper.issued_on ? formatDate(paper.issued_on as never) : '',
  formatDate(todayIn(paper.added_at)),
  paper.added_by_name,
  content?.name ?? (paper.scan_finding ? m.files_infected() : ''),
  content ? String(content.size) : '',
  paper.file_hash ?? '',
];

function indexCsv({ papers }: Dossier): string {
  return `${CSV_MARK}${[columns(), ...papers.map(cellsOf)].map(csvLine).join('')}`;
}

function indexHtml({ title, number, papers }: Dossier): string {
  const safe = (text: string) =>
    text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);
  const row = (entry: Entry) =>
    cellsOf(entry)
      .map((cell, i) => {
        const file = i === 7 && entry.content ? entry.content.name : null;
        return `<td>${file ? `<a href="${encodeURIComponent(file)}">${safe(cell)}</a>` : safe(cell)}</td>`;
      })
      .join('');
  const head = columns()
    .map((column) => `<th>${safe(column)}</th>`)
    .join('');
  const heading = safe(`${number} ${title}`.trim());
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${heading}</title><style>body{font:16px sans-serif;margin:2rem}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}</style><h1>${heading}</h1><table><thead><tr>${head}</tr></thead><tbody>${papers.map((entry) => `<tr>${row(entry)}</tr>`).join('')}</tbody></table></html>`;
}
