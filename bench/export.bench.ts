import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { keyOf, openDisk } from '../src/domain/records/index.server.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';

const FILES = Number(process.env['BENCH_FILES'] ?? 500);
const EACH = 2 * 1024 * 1024;
const MB = 1024 * 1024;

interface Told {
  readonly bytes: number;
  readonly seconds: number;
  readonly before: number;
  readonly peak: number;
}

async function run({ note, atEnd }: BenchTools): Promise<readonly Measure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kc-export-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  note(`making ${FILES} files of 2 MB …`);
  const papers = await makePapers(folder);
  const measures: Measure[] = [];
  for (const as of ['zip', 'pdf'] as const) {
    note(as);
    const told = await written(folder, { title: 'Hồ sơ', number: 'DA-1', papers }, as);
    const peak = told.peak / MB;
    measures.push(
      { metric: `${as}: written`, value: told.bytes / MB, unit: 'MB' },
      { metric: `${as}: time`, value: told.seconds, unit: 's' },
      { metric: `${as}: memory before (the application's code)`, value: told.before / MB, unit: 'MB' },
      { metric: `${as}: memory at most`, value: peak, unit: 'MB' },
      {
        metric: `${as}: memory the export takes`,
        value: peak - told.before / MB,
        unit: 'MB',
        goal: 'under 150 MB',
        met: peak - told.before / MB < 150,
      },
    );
  }
  return measures;
}

/** Scans: a page with a picture that no compression makes smaller. Each tenth is a picture itself. */
async function makePapers(folder: string) {
  const disk = openDisk(folder);
  const papers: unknown[] = [];
  for (let no = 1; no <= FILES; no++) {
    const isPdf = no % 10 !== 0;
    const bytes = isPdf ? await scan() : randomBytes(EACH);
    const hash = createHash('sha256').update(bytes).digest('hex');
    await disk.put(keyOf('40', hash), bytes);
    const paper = {
      title: `Tài liệu ${no}`,
      kind: 'other',
      added_at: new Date(0),
      added_by_name: 'Nguyễn Thị Hoa',
      file_name: isPdf ? 'quet.pdf' : 'anh.jpg',
      media_type: isPdf ? 'application/pdf' : 'image/jpeg',
      file_hash: hash,
    };
    papers.push({
      no,
      paper,
      content: { key: keyOf('40', hash), size: bytes.length, name: `${no}.${isPdf ? 'pdf' : 'jpg'}` },
    });
  }
  return papers;
}

async function scan(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage();
  const picture = document.context.stream(randomBytes(EACH), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 1,
    Height: 1,
  });
  page.node.setXObject(PDFName.of('Scan'), document.context.register(picture));
  return document.save({ useObjectStreams: false });
}

function written(folder: string, dossier: unknown, as: 'zip' | 'pdf'): Promise<Told> {
  const reader = fork(path.join(import.meta.dirname, 'support/export-reader.ts'), {
    serialization: 'advanced',
  });
  reader.send({ folder, dossier, as });
  return new Promise((resolve, reject) => {
    reader.once('message', (told) => resolve(told as Told));
    reader.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
}

export default bench({ about: `a dossier of ${FILES} files of 2 MB as ZIP and as one PDF`, run });
