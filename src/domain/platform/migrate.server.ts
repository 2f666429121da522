import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations as migrateJobs } from 'graphile-worker';
import type pg from 'pg';
import { StartFailure } from './failure.server.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

const FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../db/migrations');

export function migrationsOf(folder: string = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return {
        name: file.replace(/\.sql$/, ''),
        text,
        checksum: createHash('sha256').update(text).digest('hex'),
      };
    });
}

/**
 * Brings the schema up to date, one transaction a file, under a lock, so that two processes
 * starting together do it once. Refuses a database that a newer version has written, and one whose
 * landed migrations differ from ours. Returns the names applied now.
 */
export async function migrate(
  owner: pg.Pool,
  migrations: readonly Migration[] = migrationsOf(),
): Promise<string[]> {
  await migrateJobs({ pgPool: owner });
  const client = await owner.connect();
  const applied: string[] = [];
  try {
    await client.query(`select pg_advisory_lock(8404001)`);
    await client.query(`create schema if not exists platform`);
    await client.query(
      `create table if not exists platform.migration (name text primary key, checksum text not null, applied_at timestamptz not null)`,
    );
    const { rows } = await client.query<{ name: string; checksum: string }>(
      `select name, checksum from platform.migration`,
    );
    const done = new Map(rows.map((r) => [r.name, r.checksum]));
    checkKnown(done, migrations);
    for (const migration of migrations) {
      if (done.has(migration.name)) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
  } finally {
    await client.query(`select pg_advisory_unlock(8404001)`).catch(() => {});
    client.release();
  }
  return applied;
}

/** Whether the database has exactly our migrations: what readiness answers with. */
export async function isCurrent(
  pool: pg.Pool,
  migrations: readonly Migration[] = migrationsOf(),
): Promise<boolean> {
  const { rows } = await pool.query<{ name: string }>(`select name from platform.migration`);
  const names = new Set(rows.map((r) => r.name));
  return migrations.every((m) => names.has(m.name));
}

function checkKnown(done: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const ours = new Map(migrations.map((m) => [m.name, m.checksum]));
  for (const [name, checksum] of done) {
    if (!ours.has(name))
      throw new StartFailure(
        `The database was written by a newer version (it has the migration ${name}, which this version lacks).`,
        'start the newer version, or restore a backup made with this one.',
      );
    if (ours.get(name) !== checksum)
      throw new StartFailure(
        `The migration ${name} was changed after it was applied.`,
        'migrations are append-only: restore the file as it was and add a new one.',
      );
  }
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.text);
    await client.query(
      `insert into platform.migration (name, checksum, applied_at) values ($1, $2, clock_timestamp())`,
      [migration.name, migration.checksum],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`migration ${migration.name}: ${why}`, { cause: error });
  }
}
