import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort } from '#platform/server';
import type { BenchDatabase } from './database.ts';
import type { BenchTools } from './bench.ts';

const SERVE = path.resolve(import.meta.dirname, '../../src/app/serve.ts');

/** The built application on the benchmark's database, in a process of its own; answers its address. */
export async function startBenchApplication(
  tools: BenchTools,
  database: BenchDatabase,
  options: { readonly demo?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [SERVE, ...(options.demo ? ['--demo'] : [])], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      DATABASE_URL: database.urls.owner,
      DATABASE_APP_URL: database.urls.app,
      ...options.env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  tools.atEnd(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  for (let waited = 0; waited < 120_000; waited += 100) {
    const ready = await fetch(`${url}/readyz`).catch(() => undefined);
    if (ready?.ok) return url;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the application did not become ready');
}
