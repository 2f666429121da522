import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartFailure } from './failure.server.ts';
import type { PostgresHome } from './postgres-home.server.ts';

/** Made beside its final place and renamed, so that a crash half-way leaves nothing that looks finished. */
export function createCluster(home: PostgresHome, password: string, note: (line: string) => void): void {
  note('making the database …');
  const owned = (target: string) => home.identity && chownSync(target, home.identity.uid, home.identity.gid);
  const half = path.join(home.cluster, 'new');
  const passwordFile = path.join(home.cluster, 'pw');
  rmSync(half, { recursive: true, force: true });
  mkdirSync(home.cluster, { recursive: true, mode: 0o700 });
  owned(home.cluster);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  owned(passwordFile);
  const umask = process.umask(0o022);
  const options = [
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=vi-VN',
  ];
  const done = spawnSync(
    home.bin.initdb,
    ['-D', half, '-U', 'kc_super', `--pwfile=${passwordFile}`, ...options],
    {
      ...home.identity,
      cwd: '/',
      encoding: 'utf8',
    },
  );
  process.umask(umask);
  rmSync(passwordFile, { force: true });
  if (done.status !== 0) {
    const why = (done.stderr || String(done.error)).trim().split('\n').slice(-3).join(' ');
    throw new StartFailure(
      `The database could not be made: ${why}`,
      'check that the disk has room and the data folder is writable.',
    );
  }
  const made = `${home.cluster}.made`;
  rmSync(made, { recursive: true, force: true });
  renameSync(half, made);
  rmSync(home.cluster, { recursive: true });
  renameSync(made, home.cluster);
}

/** A cluster belongs to one major version of PostgreSQL; another one would only say so in its log. */
export function checkVersion(home: PostgresHome): void {
  const made = readFileSync(path.join(home.cluster, 'PG_VERSION'), 'utf8').trim();
  const answer = spawnSync(home.bin.postgres, ['--version'], {
    ...home.identity,
    cwd: '/',
    encoding: 'utf8',
  });
  const ours = /(\d+)/.exec(answer.stdout)?.[1];
  if (ours === undefined || made === ours) return;
  throw new StartFailure(
    `The database in ${home.cluster} was made by PostgreSQL ${made}; this version brings PostgreSQL ${ours}.`,
    `start the version that made it, or load its backup into a new data folder (set DATA_DIR).`,
  );
}
