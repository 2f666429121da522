import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeDataFolder, StartFailure } from '#platform/server';

/**
 * Takes the data folder for this process; the embedded database and its files serve one application
 * at a time. Answers the function that gives it back. Throws StartFailure while another one lives;
 * a lock left behind by a killed process is taken over.
 */
export function lockInstance(dataDir: string): () => void {
  makeDataFolder(dataDir);
  const file = path.join(dataDir, 'app.pid');
  const holder = holderOf(file);
  if (holder !== undefined && isServing(holder))
    throw new StartFailure(
      `Another instance (process ${holder}) already works on the data folder ${dataDir}.`,
      `stop it (kill ${holder}), or set DATA_DIR to another folder; several processes share one database through DATABASE_URL.`,
    );
  rmSync(file, { force: true });
  // 'wx': of two processes starting at the same moment one fails here.
  writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
  return () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true });
  };
}

function holderOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether that process lives and is one of ours: after a restart of the machine numbers are given anew. */
function isServing(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    return /\b(serve|kc)\.ts/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return false;
  }
}
