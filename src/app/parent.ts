import { readFileSync } from 'node:fs';

/**
 * Calls `onGone` when the npm that started us has ended. npm hands Ctrl-C on but not SIGTERM: without
 * this, `kill` on `npm start` would leave application and database running. Linux only; elsewhere, and
 * when started without npm, it watches nothing.
 */
export function watchNpm(onGone: () => void): void {
  const npm = process.env['npm_lifecycle_event'] === undefined ? undefined : npmAbove(process.ppid);
  if (npm === undefined) return;
  setInterval(() => {
    if (commandOf(npm) === undefined) onGone();
  }, 500).unref();
}

/** npm itself or the shell it put between. */
function npmAbove(pid: number): number | undefined {
  for (let at = pid, steps = 0; at > 1 && steps < 3; steps++) {
    const command = commandOf(at);
    if (command === undefined) return undefined;
    if (command.startsWith('npm ')) return at;
    at = parentOf(at);
  }
  return undefined;
}

/** undefined when the process has ended, a zombie included. */
function commandOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || undefined;
  } catch {
    return undefined;
  }
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
