import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { freePort } from '#platform/server';
import { bench, type BenchTools } from './support/bench.ts';

const SERVE = path.resolve(import.meta.dirname, '../src/app/serve.ts');
const FOLDER = path.resolve(import.meta.dirname, '../var/bench');

/** Milliseconds from the command to the first "ready", and from SIGTERM to the end. */
async function startAndEnd(dataDir: string): Promise<{ start: number; end: number }> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' };
  const began = performance.now();
  const child = spawn(process.execPath, [SERVE], { env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error('the application did not start');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const start = performance.now() - began;
  const told = performance.now();
  child.kill('SIGTERM');
  await ended;
  return { start: Math.round(start), end: Math.round(performance.now() - told) };
}

async function run(tools: BenchTools) {
  const dataDir = path.join(FOLDER, `start-${process.pid}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  tools.atEnd(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await startAndEnd(dataDir);
  const again = [await startAndEnd(dataDir), await startAndEnd(dataDir), await startAndEnd(dataDir)];
  const slowest = Math.max(...again.map((one) => one.start));
  return [
    { metric: 'first start', value: first.start, unit: 'ms' },
    {
      metric: 'second start, slowest of 3',
      value: slowest,
      unit: 'ms',
      goal: 'under 3,000',
      met: slowest < 3000,
    },
    { metric: 'orderly end, slowest of 3', value: Math.max(...again.map((one) => one.end)), unit: 'ms' },
  ];
}

export default bench({ about: 'from the command to the first answer, and from SIGTERM to the end', run });
