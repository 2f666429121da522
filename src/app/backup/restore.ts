import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { verifyLedger, together } from '#funds/server';
import { ok, refuse, type Result } from '#kernel';
import { installedProvinces } from '#people/server';
import { verifyTrail } from '#records/server';
import { migrate, migrationsOf, openDatabase, openPool } from '#platform/server';
import { loadReferenceData } from '../reference-data.ts';
import type { Head, Manifest } from './format.ts';
import { DatabaseLoad } from './load-database.ts';
import { readBackup, type Taker } from './read-backup.ts';
import { schemasOf } from './schemas.ts';
import { isDatabaseMarked, isFolderTaken, markDatabase, markFolder, unmark } from './unfinished.ts';

/** The place to restore into; opened only when the backup has said what it is. */
export interface Place {
  readonly dataDir: string;
  /** Starts or reaches the database; its owner's and the application's connections. */
  readonly open: () => Promise<{ ownerUrl: string; appUrl: string | undefined; close: () => Promise<void> }>;
  readonly note: (line: string) => void;
}

export interface Restored {
  readonly head: Head;
  readonly manifest: Manifest;
  /** Migrations of this version that came after the backup's. */
  readonly later: readonly string[];
  readonly rows: number;
  readonly faults: Faults;
}

/** What was wrong already where the backup was made: it came back as it was. */
export interface Faults {
  readonly ledger: number;
  readonly trail: number;
}

/**
 * Puts a backup into an empty place and proves it: sums of every table and file, foreign keys, the ledger. Until the
 * last of it holds, the place is marked as unfinished, and nothing starts on it.
 */
export async function restore(
  file: string,
  identity: string | undefined,
  place: Place,
): Promise<Result<Restored>> {
  if (await isFolderTaken(place.dataDir)) return refuse('restore_place_is_taken', { place: place.dataDir });
  const restoring = new Restoring(place);
  try {
    const read = await readBackup(file, identity, restoring);
    if (!read.ok) return read;
    return await restoring.finish(read.value.head, read.value.manifest);
  } catch (error) {
    if (error instanceof pg.DatabaseError)
      return refuse('restore_database_refuses', {
        why: [error.message, error.detail].filter(Boolean).join(' – '),
      });
    throw error;
  } finally {
    await restoring.close();
  }
}

class Restoring implements Taker {
  readonly #place: Place;
  #opened: Awaited<ReturnType<Place['open']>> | undefined;
  #owner: pg.Pool | undefined;
  #load: DatabaseLoad | undefined;

  constructor(place: Place) {
    this.#place = place;
  }

  async head(head: Head): Promise<Result<unknown>> {
    const foreign = foreignMigrations(head);
    if (!foreign.ok) return foreign;
    const { dataDir, note } = this.#place;
    await markFolder(dataDir);
    this.#opened = await this.#place.open();
    this.#owner = openPool(this.#opened.ownerUrl, { max: 2 });
    const emptied = await emptyOf(this.#owner);
    if (!emptied.ok) return emptied;
    await markDatabase(this.#owner);
    note(`${head.migrations.length} migrations …`);
    await migrate(
      this.#owner,
      migrationsOf().filter(({ name }) => head.migrations.some((one) => one.name === name)),
    );
    this.#load = await DatabaseLoad.begin(this.#opened.ownerUrl);
    const lacking = this.#load.lacking(head);
    return lacking.length === 0
      ? ok(undefined)
      : refuse('restore_tables_differ', { names: lacking.join(', ') });
  }

  async rows(...given: Parameters<DatabaseLoad['rows']>): Promise<void> {
    await this.#load?.rows(...given);
  }

  async rowsEnd(): Promise<void> {
    await this.#load?.endRows();
  }

  async file(name: string, content: Buffer): Promise<void> {
    await put(path.join(this.#place.dataDir, 'files', name), content);
  }

  async secret(content: Buffer): Promise<void> {
    await put(path.join(this.#place.dataDir, 'auth.secret'), content);
  }

  async finish(head: Head, manifest: Manifest): Promise<Result<Restored>> {
    const [load, owner, opened] = [this.#load, this.#owner, this.#opened];
    if (load === undefined || owner === undefined || opened === undefined) throw new Error('never begun');
    const differing = await load.finish(head, manifest);
    if (differing.length > 0) return refuse('restore_does_not_agree', { what: differing.join('; ') });
    await load.commit();
    const later = await migrate(owner);
    await loadReferenceData(owner);
    const faults = await faultsOf(opened);
    await unmark(owner, this.#place.dataDir);
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    return ok({ head, manifest, later, rows, faults });
  }

  async close(): Promise<void> {
    await this.#load?.close();
    await this.#owner?.end();
    await this.#opened?.close();
  }
}

/** Whether this version knows every migration of the backup, as it was. */
function foreignMigrations(head: Head): Result<unknown> {
  const ours = new Map(migrationsOf().map((one) => [one.name, one.checksum]));
  const unknown = head.migrations.filter(({ name }) => !ours.has(name));
  const newest = [...ours.keys()].at(-1) ?? '';
  if (unknown.length > 0)
    return refuse('restore_backup_is_newer', { names: unknown.map(({ name }) => name).join(', '), newest });
  const changed = head.migrations.filter(({ name, checksum }) => ours.get(name) !== checksum);
  if (changed.length > 0)
    return refuse('restore_migrations_differ', { names: changed.map(({ name }) => name).join(', ') });
  return ok(undefined);
}

/** Makes sure that nothing is in the database; what an earlier restore left half-done goes. */
async function emptyOf(owner: pg.Pool): Promise<Result<unknown, 'restore_place_is_taken'>> {
  const client = await owner.connect();
  try {
    const schemas = await schemasOf(client);
    if (schemas.length === 0) return ok(undefined);
    const { rows } = await client.query<{ name: string }>(`select current_database() as name`);
    if (!(await isDatabaseMarked(owner)))
      return refuse('restore_place_is_taken', { place: rows[0]?.name ?? '' });
    // One at a time: together they would need more locks than a server keeps.
    for (const schema of schemas)
      await client.query(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`);
    return ok(undefined);
  } finally {
    client.release();
  }
}

/** Holds the ledger against its transfers, and the trail against its seals. */
export async function faultsOf(opened: {
  readonly ownerUrl: string;
  readonly appUrl: string | undefined;
}): Promise<Faults> {
  const { ownerUrl, appUrl } = opened;
  const role = appUrl === undefined ? { role: 'kc_app' } : {};
  const db = openDatabase(openPool(appUrl ?? ownerUrl, { max: 2, ...role }));
  try {
    const verdicts = [];
    let trail = 0;
    for (const { province } of await installedProvinces(db)) {
      verdicts.push(await verifyLedger({ db, province }));
      trail += (await verifyTrail({ db, province })).faults.length;
    }
    const { differing, faults } = together(verdicts);
    return { ledger: differing.length + faults.length, trail };
  } finally {
    await db.destroy();
  }
}

/** Whole or not at all, also when the process is killed in the midst of it. */
async function put(file: string, content: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const half = `${file}.part`;
  try {
    await writeFile(half, content, { mode: 0o600, flush: true });
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}
