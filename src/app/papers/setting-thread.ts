// A thread of its own: setting a long table, or unpacking a file somebody uploaded, must not hold up anybody's page.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { TemplateHandler } from 'easy-template-x';
import type { FinishedPaper, WordData } from './finished-paper.ts';
import { PAPER_TYPST } from './paper-typst.ts';

export type SettingTask =
  | { readonly make: 'pdf'; readonly paper: FinishedPaper }
  | { readonly make: 'word'; readonly template: Uint8Array; readonly data: WordData }
  | { readonly make: 'tags'; readonly template: Uint8Array };

export type SettingAnswer = { readonly bytes: Uint8Array } | { readonly tags: readonly WordTag[] };

export interface WordTag {
  readonly name: string;
  readonly kind: 'open' | 'close' | 'self';
}

const FONTS = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos')));
let compiler: NodeCompiler | undefined;

function pdf(paper: FinishedPaper): Uint8Array {
  const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
  const fontPaths = faces.map((face) => path.join(FONTS, face));
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }], workspace: FONTS });
  // The same paper is the same bytes: its time is its day.
  const { nam, thang, ngay } = paper.day;
  const creationTimestamp = Date.UTC(Number(nam), Number(thang) - 1, Number(ngay)) / 1000;
  const bytes = compiler.pdf(
    { mainFileContent: PAPER_TYPST, inputs: { paper: JSON.stringify(paper) } },
    { pdfStandard: 'a-2a', creationTimestamp },
  );
  compiler.evictCache(30);
  return new Uint8Array(bytes);
}

const handler = new TemplateHandler();
/** The size of the code on paper, in pixels of 96 an inch: 2.1 cm. */
const QR_SIZE = 80;

async function word(template: Uint8Array, data: WordData): Promise<Uint8Array> {
  const filled = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, valueFor(value)]));
  return new Uint8Array(await handler.process(Buffer.from(template), filled as never));
}

function valueFor(value: WordData[string]): unknown {
  if (typeof value === 'object' && 'qr' in value)
    return {
      ...{
        _type: 'image',
        source: Buffer.from(value.qr),
        format: 'image/png',
        width: QR_SIZE,
        height: QR_SIZE,
      },
      altText: 'Mã kiểm tra văn bản',
    };
  // A condition on a text holds where there is one; without this a field of the same name inside it would be empty.
  return value;
}

async function tags(template: Uint8Array): Promise<readonly WordTag[]> {
  const found = await handler.parseTags(Buffer.from(template));
  return found.map(({ name, disposition }) => ({
    name,
    kind: disposition === 'Open' ? 'open' : disposition === 'Close' ? 'close' : 'self',
  }));
}

async function answer(task: SettingTask): Promise<SettingAnswer> {
  if (task.make === 'pdf') return { bytes: pdf(task.paper) };
  if (task.make === 'word') return { bytes: await word(task.template, task.data) };
  return { tags: await tags(task.template) };
}

parentPort?.on('message', ({ id, task }: { id: number; task: SettingTask }) => {
  answer(task).then(
    (done) => parentPort!.postMessage({ id, done }),
    (error: unknown) =>
      parentPort!.postMessage({
        id,
        failed:
          error instanceof Error
            ? { name: error.constructor.name, message: error.message }
            : { name: 'Error', message: String(error) },
      }),
  );
});
