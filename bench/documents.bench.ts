import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '#kernel';
import { paperKinds } from '#app/papers/kinds.ts';
import { setBlocks, withConditions, type Row } from '#app/papers/layout.ts';
import { fieldsOfKind, type PaperKind } from '#app/papers/paper-kind.ts';
import { proofOf } from '#app/papers/qr-code.ts';
import { setPdf, setWord } from '#app/papers/setting.ts';
import { standardWord } from '#app/papers/standard-word.ts';
import type { FinishedPaper } from '#app/papers/finished-paper.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { pdfmakeOf } from './support/pdfmake.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const GOAL = 10;
/** Rows in each table: an estimate of a page. */
const ROWS = 12;

/** Fields of a kind filled with Vietnamese of the length they have. */
function dataOf(kind: PaperKind) {
  const names = fieldsOfKind(kind);
  const tables = new Map<string, string[]>();
  for (const name of names) {
    const [table, field] = name.split('.');
    if (field) tables.set(table!, [...(tables.get(table!) ?? []), field]);
  }
  const rows = (fields: readonly string[], i: number): Row =>
    Object.fromEntries(
      fields.map((field) => [field, field === 'tt' ? String(i + 1) : `Nội dung ${i + 1} ${field}`]),
    );
  return withConditions({
    ...Object.fromEntries(names.filter((n) => !n.includes('.')).map((n) => [n, `Giá trị của trường ${n}`])),
    ...Object.fromEntries(
      [...tables].map(([table, fields]) => [table, Array.from({ length: ROWS }, (_, i) => rows(fields, i))]),
    ),
    tai_lieu_mau: false,
  });
}

async function perSecond(make: (at: number) => Promise<unknown>): Promise<number> {
  for (let i = 0; i < 3; i++) await make(i);
  const began = performance.now();
  let made = 0;
  while (performance.now() - began < SECONDS * 1000) await make(3 + made++);
  return Math.round((made / ((performance.now() - began) / 1000)) * 10) / 10;
}

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kc-bench-'));
  tools.atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const office = spawnSync('soffice', ['--version']).status === 0;
  if (!office) tools.note('LibreOffice is not on this machine: not compared');
  const proof = await proofOf(
    'https://khuyencong.example',
    newId(0).replaceAll('-', '').slice(0, 16).toUpperCase(),
  );
  const measures: Measure[] = [];
  for (const kind of paperKinds) {
    tools.note(kind.code);
    const data = dataOf(kind);
    const paper = (no: number): FinishedPaper => ({
      ...{ above: 'Ủy ban nhân dân tỉnh Nghệ An', issuer: 'Sở Công Thương', sign: `${no}/BB-SCT` },
      ...{ place: 'Nghệ An', day: { ngay: '05', thang: '02', nam: '2026' }, title: `Văn bản ${kind.code}` },
      ...{ about: 'Đề án: Ứng dụng máy cắt đá CNC', form: '', blocks: setBlocks(kind.blocks, data) },
      ...{ recipients: ['Đơn vị', 'Lưu: VT'], signer: { title: 'Giám đốc', name: 'Nguyễn Thị Hường' } },
      ...{ proof, sample: false, draft: false },
    });
    const ours = await perSecond((at) => setPdf(paper(at)));
    const theirs = await perSecond((at) => pdfmakeOf(paper(at)));
    const template = await standardWord(kind);
    const word = await perSecond((at) =>
      setWord(template, { ...data, so_ky_hieu: `${at}/BB`, ma_qr: { qr: proof.png } }),
    );
    const compared = (peer: string, peerValue: number) => ({
      ...{ peer, peerValue, ratio: Math.round((ours / peerValue) * 10) / 10 },
      ...{ goal: `× ${GOAL} or more`, met: ours / peerValue >= GOAL },
    });
    measures.push({ metric: `${kind.code}, PDF`, value: ours, unit: '1/s', ...compared('pdfmake', theirs) });
    measures.push({ metric: `${kind.code}, Word`, value: word, unit: '1/s' });
    if (office) {
      const docx = path.join(folder, `${kind.code}.docx`);
      writeFileSync(docx, await setWord(template, { ...data, ma_qr: { qr: proof.png } }));
      const began = performance.now();
      execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, docx], {
        stdio: 'ignore',
      });
      const rate = Math.round((1000 / (performance.now() - began)) * 100) / 100;
      measures.push({
        metric: `${kind.code}, PDF`,
        value: ours,
        unit: '1/s',
        ...compared('LibreOffice', rate),
      });
    }
  }
  return measures;
}

export default bench({
  about: `papers a second, kind by kind, each with its code and tables of ${ROWS} rows, one after another in the thread that sets them; against pdfmake with the same font and, where it is installed, LibreOffice`,
  run,
});
