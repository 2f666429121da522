import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Files of the project: those git knows and those it would take, in order. Paths from the root. */
export function projectFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...new Set(listed.split('\0'))]
    .filter((file) => file !== '' && existsSync(path.join(root, file)))
    .sort();
}

export const readText = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Prints what was found and lets the program fail when it is anything. */
export function report(found: readonly string[]): void {
  for (const line of found) console.error(line);
  if (found.length > 0) process.exitCode = 1;
}
