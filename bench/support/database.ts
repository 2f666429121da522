import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { loadReferenceData } from '#app/reference-data.ts';
import { migrate, openDatabase, openPool, startEmbeddedPostgres, type Database } from '#platform/server';
import type { BenchTools } from './bench.ts';

export interface BenchDatabase {
  /** As the application works: role kc_app, row-level security on. */
  readonly db: Database;
  readonly app: pg.Pool;
  readonly owner: pg.Pool;
  readonly urls: { readonly app: string; readonly owner: string; readonly super: string };
}

/** Beside the application's data: /tmp may lie in memory, where being durable costs nothing. */
const FOLDER = path.resolve(import.meta.dirname, '../../var/bench');

/**
 * A durable database of its own (fsync and synchronous_commit on, as the application runs it),
 * migrated and with the reference data; stopped and removed when the benchmark ends.
 * @param connections of the application's pool
 */
export async function startBenchDatabase(tools: BenchTools, connections = 20): Promise<BenchDatabase> {
  const dataDir = path.join(FOLDER, `data-${process.pid}`);
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  tools.atEnd(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ dataDir });
  tools.atEnd(() => server.stop());
  const owner = openPool(server.ownerUrl, { max: 4 });
  tools.atEnd(() => owner.end());
  await migrate(owner);
  await loadReferenceData(owner);
  const app = openPool(server.appUrl, { max: connections });
  tools.atEnd(() => app.end());
  const urls = { app: server.appUrl, owner: server.ownerUrl, super: server.superUrl };
  return { db: openDatabase(app), app, owner, urls };
}
