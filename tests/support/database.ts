import type pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, openPool, type Database } from '#platform/server';
import { cloneTemplate, withDatabase } from './cluster.ts';

export interface TestDatabase {
  /** As the application works: role kc_app, row-level security on. */
  readonly db: Database;
  readonly app: pg.Pool;
  /** The schema's owner: to look at, or tamper with, what the application may not. */
  readonly owner: pg.Pool;
  readonly super: pg.Pool;
  readonly urls: { readonly app: string; readonly owner: string; readonly super: string };
}

const open: TestDatabase[] = [];

/** A fresh, migrated database with the reference data; closed when the file's tests end. */
export async function testDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  const { superUrl, ownerUrl, appUrl, template } = inject('postgres');
  const name = await cloneTemplate({ superUrl, template });
  const urls = {
    app: withDatabase(appUrl, name),
    owner: withDatabase(ownerUrl, name),
    super: withDatabase(superUrl, name),
  };
  const app = openPool(urls.app, { max: options.max ?? 10 });
  const made: TestDatabase = {
    app,
    db: openDatabase(app),
    owner: openPool(urls.owner, { max: 2 }),
    super: openPool(urls.super, { max: 2 }),
    urls,
  };
  open.push(made);
  return made;
}

export async function closeTestDatabases(): Promise<void> {
  for (const database of open.splice(0)) {
    await database.db.destroy();
    await database.owner.end();
    await database.super.end();
  }
}
