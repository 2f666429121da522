import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const SERVE = path.resolve(import.meta.dirname, '../../src/app/serve.ts');

/** The application as `npm start` runs it, in a process of its own. */
export interface Application {
  readonly url: string;
  readonly pid: number;
  /** All it has said so far. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** The exit status; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const running = new Set<Application>();
const folders: string[] = [];

/** Ends what a file of tests left running; `tests/support/setup.ts` calls it after each, since this module is loaded once for all. */
export async function endApplications(): Promise<void> {
  for (const application of running) {
    application.signal('SIGTERM');
    await application.ended;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An empty data folder, removed when the file's tests end. */
export function dataFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-app-'));
  chmodSync(folder, 0o755); // as root the database runs as another user, who must get in
  folders.push(folder);
  return folder;
}

/** Starts it and waits until it is ready or has ended. */
export async function startApplication(env: Readonly<Record<string, string>>): Promise<Application> {
  const child = spawn(process.execPath, [SERVE], {
    env: { ...cleanEnvironment(), PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const ready = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [, origin, address] = /ready: (\S+)(?: \(listening on (\S+)\))?\n/.exec(said) ?? [];
        if (origin !== undefined) resolve(address ?? origin);
      });
  });
  const url = await Promise.race([ready, ended.then(() => '')]);
  const application: Application = {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    signal: (name) => void child.kill(name),
    ended,
  };
  running.add(application);
  void ended.then(() => running.delete(application));
  return application;
}

/** Our own settings of the shell that runs the tests are not those of the tested application. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TZ } = process.env;
  return { PATH, HOME, LANG, TZ };
}

/** Waits until `holds` does, `ms` at most. */
export async function until(holds: () => Promise<boolean> | boolean, ms = 15_000): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

export const status = (url: string, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', ...init }).then(
    (response) => response.status,
    () => 0,
  );

/** The database server's process as its own lock file names it. */
export const databasePid = (dataDir: string) =>
  Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

/** Whether a process lives; a zombie nobody has taken note of does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
