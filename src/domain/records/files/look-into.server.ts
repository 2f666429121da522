import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { refuse } from '#kernel';
import type { Questions } from './reader.server.ts';

const PATIENCE_MS = 10_000;
/** What one file may make the process grow by: a file of 20 MB with its parsed objects needs some 150. */
const MOST_GROWTH = 700 * 1024 * 1024;
const LOOK_EVERY_MS = 20;
const IDLE_MS = 30_000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

type Answer<Q extends keyof Questions> = Questions[Q]['answer'];

/** Reads a PDF or Office file. Refuses `file_takes_too_much` beside what the reader refuses. */
export const lookInto = (bytes: Uint8Array, mediaType: string, patience = PATIENCE_MS) =>
  askReader('look', { bytes, mediaType }, patience);

/**
 * Asks a thread with limits of time and memory, one question after the other. The thread is kept for the next: to
 * start it takes 150 ms.
 */
export function askReader<Q extends keyof Questions>(
  question: Q,
  given: Questions[Q]['given'],
  patience = PATIENCE_MS,
): Promise<Answer<Q>> {
  const mine = turn.then(() => ask(question, given, patience));
  turn = mine.catch(() => {});
  return mine;
}

function ask<Q extends keyof Questions>(
  question: Q,
  given: Questions[Q]['given'],
  patience: number,
): Promise<Answer<Q>> {
  clearTimeout(idle);
  const reader = (worker ??= start());
  reader.ref();
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss();
    const deadline = performance.now() + patience;
    const tooMuch = () => end(refuse('file_takes_too_much'), false);
    const answered = (answer: Answer<Q>) => end(answer, true);
    const end = (answer: Answer<Q>, keep: boolean) => {
      clearInterval(watch);
      reader.off('message', answered).off('error', tooMuch).off('exit', tooMuch);
      if (keep) {
        reader.unref();
        idle = setTimeout(stop, IDLE_MS).unref();
      } else {
        reader.on('error', () => {});
        stop();
      }
      resolve(answer);
    };
    // The limits of a thread count its objects only, not the bytes it unpacks: those are watched from here.
    const watch = setInterval(() => {
      if (performance.now() > deadline || process.memoryUsage.rss() - before > MOST_GROWTH) tooMuch();
    }, LOOK_EVERY_MS);
    reader.once('message', answered).once('error', tooMuch).once('exit', tooMuch);
    reader.postMessage({ question, ...given });
  });
}

function start(): Worker {
  return new Worker(readerFile(), { resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 } });
}

function stop(): void {
  void worker?.terminate();
  worker = undefined;
}

/** The built application lies elsewhere than the sources, which are always there. */
function readerFile(): string {
  const file = 'src/domain/records/files/reader.server.ts';
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const found = path.join(folder, file);
    if (existsSync(found)) return found;
    if (path.dirname(folder) === folder) throw new Error(`not found above ${import.meta.dirname}: ${file}`);
  }
}
