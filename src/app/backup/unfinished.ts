import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { StartFailure } from '#platform/server';

/** Schema and file that stand for as long as a restore is under way, or was cut off. */
const SCHEMA = 'restore_unfinished';
const fileIn = (dataDir: string) => path.join(dataDir, 'restore.unfinished');

/** What a restored place holds besides rows. */
const KEPT = ['files', 'auth.secret', 'postgres', 'postgres.location'];

const startFailure = (place: string) =>
  new StartFailure(
    `A restore into ${place} was cut off: what is there is not whole.`,
    'restore the backup into it once more (npm run -s kc -- restore), which begins anew.',
  );

/** Throws StartFailure where a restore was cut off half-way: nobody shall take that for an installation. */
export function refuseUnfinishedFolder(dataDir: string): void {
  if (existsSync(fileIn(dataDir))) throw startFailure(dataDir);
}

export async function refuseUnfinishedDatabase(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ found: boolean }>(
    `select to_regnamespace('${SCHEMA}') is not null as found`,
  );
  if (rows[0]?.found) throw startFailure('this database');
}

/** Whether something is installed in the data folder; what an earlier restore left half-done is nothing. */
export async function isFolderTaken(dataDir: string): Promise<boolean> {
  if (existsSync(fileIn(dataDir))) return false;
  const names = await readdir(dataDir).catch(() => []);
  return names.some((name) => KEPT.includes(name));
}

export async function markFolder(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  writeFileSync(fileIn(dataDir), `${process.pid}\n`);
}

export async function markDatabase(owner: pg.Pool): Promise<void> {
  await owner.query(`create schema if not exists ${SCHEMA}`);
}

export async function isDatabaseMarked(owner: pg.Pool): Promise<boolean> {
  const { rows } = await owner.query<{ found: boolean }>(
    `select to_regnamespace('${SCHEMA}') is not null as found`,
  );
  return rows[0]?.found === true;
}

/** All is there and proven: from here on it is an installation like any other. */
export async function unmark(owner: pg.Pool, dataDir: string): Promise<void> {
  await owner.query(`drop schema if exists ${SCHEMA}`);
  rmSync(fileIn(dataDir), { force: true });
}
