import { spawnSync } from 'node:child_process';
import about from '../../package.json' with { type: 'json' };

let commit: string | null | undefined;

/**
 * Which version runs: the released number, and the commit it was started from where git knows one, with
 * `-dirty` when files were changed since; what a reader needs to ask for exactly this source.
 */
export function runningVersion(): { readonly version: string; readonly commit: string | null } {
  commit ??= commitHere();
  return { version: about.version, commit };
}

function commitHere(): string | null {
  const asked = spawnSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8', timeout: 5_000 });
  const said = asked.status === 0 ? asked.stdout.trim() : '';
  return said === '' ? null : said;
}
