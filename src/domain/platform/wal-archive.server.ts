import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from './failure.server.ts';
import type { PostgresHome } from './postgres-home.server.ts';

/** Where the log goes, and how far it is played when a cluster begins from a base backup. */
export interface Recovery {
  readonly archive: string;
  /** The last moment to come back, ISO 8601 in UTC (…Z); absent: all there is. */
  readonly until?: string;
}

/** s: at most this much is lost with the machine; an idle database writes nothing. */
const EVERY = '60';

/**
 * Server parameters that put each piece of the log into `folder`, compressed, never over another one. Throws
 * StartFailure where the server cannot write there: it would keep the log until its own disk is full.
 */
export function archiving(home: PostgresHome, folder: string): Record<string, string> {
  checkName(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw cannotWrite(folder, (error as Error).message);
  }
  if (home.identity) chownSync(folder, home.identity.uid, home.identity.gid);
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$0" && [ -w . ] && command -v gzip >/dev/null', folder], {
    ...home.identity,
    cwd: '/',
    encoding: 'utf8',
  });
  if (probe.status !== 0) throw cannotWrite(folder, probe.stderr.trim() || 'no permission, or no gzip');
  const to = `${folder}/%f`;
  return {
    archive_mode: 'on',
    archive_timeout: EVERY,
    archive_command: `if test -f "${to}.gz"; then gzip -dc "${to}.gz" | cmp -s - "%p"; else gzip -1 -c "%p" > "${to}.part" && sync "${to}.part" && mv "${to}.part" "${to}.gz"; fi`,
  };
}

/** Server parameters that play the log out of the archive up to a moment, and then take over. */
export function recovering({ archive, until }: Recovery): Record<string, string> {
  checkName(archive);
  const from = `${archive}/%f.gz`;
  return {
    restore_command: `test -f "${from}" && gzip -dc "${from}" > "%p"`,
    recovery_target_action: 'promote',
    ...(until === undefined ? {} : { recovery_target_time: until.replace('T', ' ').replace('Z', '+00') }),
  };
}

/** Puts the cluster of a base backup where the server looks for its own, ready to be recovered. */
export function placeCluster(home: PostgresHome, from: string): void {
  rmSync(home.cluster, { recursive: true, force: true });
  cpSync(from, home.cluster, { recursive: true, preserveTimestamps: true });
  writeFileSync(path.join(home.cluster, 'recovery.signal'), '');
  if (!existsSync(path.join(home.cluster, 'pg_wal')))
    mkdirSync(path.join(home.cluster, 'pg_wal'), { mode: 0o700 });
  spawnSync('chmod', ['-R', 'go-rwx', home.cluster]);
  if (home.identity) spawnSync('chown', ['-R', `${home.identity.uid}:${home.identity.gid}`, home.cluster]);
}

/** The server hands these commands to a shell with its own marks in them. */
function checkName(folder: string): void {
  if (!path.isAbsolute(folder) || /["$`\\%\n]/.test(folder))
    throw new StartFailure(
      `The log of the database cannot be kept in ${folder}.`,
      'set WAL_ARCHIVE to a folder whose name has no quotes, $, %, ` or \\.',
    );
}

const cannotWrite = (folder: string, why: string) =>
  new StartFailure(
    `The database cannot write its log into WAL_ARCHIVE, ${folder} (${why}).`,
    'make the folder and those above it enterable and writable for the user that runs the database (as root: postgres), or choose another one.',
  );
