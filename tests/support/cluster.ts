import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import {
  migrate,
  migrationsOf,
  openPool,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '#platform/server';

/** A server of our own for one test run, with a migrated template to clone. Durability off: tests that need it start their own. */
export async function startTestCluster(): Promise<EmbeddedPostgres & { dataDir: string }> {
  const dataDir = path.join(os.tmpdir(), `khuyen-cong-test-${process.pid}-${Date.now()}`);
  mkdirSync(dataDir, { mode: 0o755 });
  const server = await startEmbeddedPostgres({
    dataDir,
    parameters: { fsync: 'off', synchronous_commit: 'off' },
  });
  return {
    ...server,
    dataDir,
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const withDatabase = (url: string, database: string) => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
};

/** Makes and migrates the template once; `load` fills in the reference data every test may count on. */
export async function makeTemplate(
  server: EmbeddedPostgres,
  load: (owner: pg.Pool) => Promise<void>,
): Promise<string> {
  const stamp = createHash('sha256')
    .update(
      migrationsOf()
        .map((m) => m.checksum)
        .join(''),
    )
    .digest('hex')
    .slice(0, 12);
  const name = `template_${stamp}`;
  const admin = openPool(server.superUrl, { max: 1 });
  await admin.query(`create database ${name} owner kc_owner`);
  await admin.end();
  const owner = openPool(withDatabase(server.ownerUrl, name), { max: 2 });
  await migrate(owner);
  await load(owner);
  await owner.end();
  return name;
}

let counter = 0;

/** A fresh database cloned from the template (about 50 ms). */
export async function cloneTemplate(urls: { superUrl: string; template: string }): Promise<string> {
  const name = `t_${process.pid}_${process.env['VITEST_POOL_ID'] ?? '0'}_${Date.now()}_${counter++}`;
  const admin = openPool(urls.superUrl, { max: 1 });
  try {
    await admin.query(`create database ${name} template ${urls.template} owner kc_owner`);
  } finally {
    await admin.end();
  }
  return name;
}
