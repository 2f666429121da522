import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FinishedPaper, WordData } from './finished-paper.ts';
import type { SettingAnswer, SettingTask, WordTag } from './setting-thread.ts';

/** A file that is not what it seems, or that asks for more memory or time than any paper needs. */
export class NotSet extends Error {}

/** Longest wait for one paper; a table of a thousand rows takes half a second. */
const MOST_MS = 20_000;

interface Waiting {
  readonly resolve: (done: SettingAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly clock: NodeJS.Timeout;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

// The built application carries its own copy of this module; one thread serves the process.
const holder = globalThis as { [key: symbol]: Thread | undefined };
const KEY = Symbol.for('khuyen-cong.setting');
let last = 0;

/** Started with the first paper: about 150 ms with fonts. It does not keep the process from ending. */
function thread(): Thread {
  return (holder[KEY] ??= start());
}

function start(): Thread {
  const file = fileURLToPath(import.meta.resolve('#app/papers/setting-thread.ts'));
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  const waiting = new Map<number, Waiting>();
  const own: Thread = { worker, waiting };
  worker.unref();
  const end = (error: Error) => {
    if (holder[KEY] === own) holder[KEY] = undefined;
    for (const [id, one] of waiting) {
      clearTimeout(one.clock);
      waiting.delete(id);
      one.reject(error);
    }
  };
  worker.on('message', (said: { id: number; done?: SettingAnswer; failed?: { message: string } }) => {
    const one = waiting.get(said.id);
    if (!one) return;
    waiting.delete(said.id);
    clearTimeout(one.clock);
    if (said.done) one.resolve(said.done);
    else one.reject(new NotSet(said.failed?.message ?? 'not set'));
  });
  worker.on('error', (error) => end(new NotSet(error instanceof Error ? error.message : String(error))));
  worker.on('exit', () => end(new NotSet('the thread ended')));
  return own;
}

function ask(task: SettingTask): Promise<SettingAnswer> {
  const own = thread();
  const id = ++last;
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => void own.worker.terminate(), MOST_MS);
    own.waiting.set(id, { resolve, reject, clock });
    own.worker.postMessage({ id, task });
  });
}

export async function setPdf(paper: FinishedPaper): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await ask({ make: 'pdf', paper }));
}

export async function setWord(template: Uint8Array, data: WordData): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await ask({ make: 'word', template, data }));
}

export async function wordTags(template: Uint8Array): Promise<readonly WordTag[]> {
  const done = await ask({ make: 'tags', template });
  if (!('tags' in done)) throw new NotSet('no tags');
  return done.tags;
}

function bytesOf(done: SettingAnswer): Uint8Array<ArrayBuffer> {
  if (!('bytes' in done)) throw new NotSet('no bytes');
  return done.bytes as Uint8Array<ArrayBuffer>;
}
