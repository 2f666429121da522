import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { opendir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { pack, type Pack } from 'tar-stream';
import { keyOf } from '#records/server';
import { runningVersion } from '../running-version.ts';
import {
  FILES,
  FORMAT,
  HEAD,
  hashIn,
  MANIFEST,
  nameOf,
  PART,
  SECRET,
  TABLES,
  type Head,
  type Manifest,
  type TableOf,
} from './format.ts';
import { sealing } from './seal.ts';
import { ledgerSums, quoted, sequencesOf, tablesOf } from './schemas.ts';

interface Source {
  /** A superuser where there is one: it sees past row-level security; else the owner, who looks province by province. */
  readonly url: string;
  readonly dataDir: string;
  readonly now: Date;
}

/**
 * Writes everything of an installation into `sink`, as it was at one moment, while it works on: rows in one snapshot,
 * then files (never deleted, so those the rows speak of are there), then what proves it whole. Memory does not grow with it.
 */
export async function makeBackup(
  source: Source,
  recipients: readonly string[],
  sink: Writable,
): Promise<Manifest> {
  const client = new pg.Client({ connectionString: source.url });
  client.on('error', () => {});
  await client.connect();
  const tar = pack();
  const { streams, sealed } = sealing(recipients);
  const flow = pipeline([tar as unknown as Readable, ...streams, sealed, sink]);
  const broken = flow.then(() => new Promise<never>(() => {}));
  broken.catch(() => {});
  const add = (name: string, content: Uint8Array) => Promise.race([entry(tar, name, content), broken]);
  try {
    const manifest = await write(client, source, add);
    tar.finalize();
    await flow;
    return manifest;
  } catch (error) {
    tar.destroy(error as Error);
    await flow.catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
}

type Add = (name: string, content: Uint8Array) => Promise<void>;

async function entry(tar: Pack, name: string, content: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    const one = tar.entry({ name, size: content.length, mode: 0o600 }, done);
    if (one.write(content)) one.end(undefined);
    else void once(one, 'drain').then(() => one.end(undefined));
  });
}

async function write(client: pg.Client, source: Source, add: Add): Promise<Manifest> {
  await client.query(`begin isolation level repeatable read, read only;
    set local search_path = ''; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
    set local timezone = 'UTC'; set local client_encoding = 'UTF8'`);
  const views = await viewsOf(client);
  const tables = await tablesOf(client);
  await add(HEAD, json(await headOf(client, tables, source.now)));
  const written: Manifest['tables'] = {};
  const ledger: Manifest['ledger'] = {};
  for (const table of tables)
    written[nameOf(table)] = await writeTable(client, table, table.isProtected ? views : [null], add);
  for (const view of views) {
    await look(client, view);
    Object.assign(ledger, await ledgerSums(client));
  }
  const files = await writeFiles(source.dataDir, add);
  const lacking = [...files.broken];
  for (const view of views) lacking.push(...(await lackingFiles(client, view, source.dataDir)));
  const secret = await readFile(path.join(source.dataDir, 'auth.secret')).catch(() => undefined);
  if (secret) await add(SECRET, secret);
  await client.query('commit');
  const manifest: Manifest = {
    tables: written,
    ledger,
    files: { count: files.count, bytes: files.bytes },
    lacking: [...new Set(lacking)].sort(),
    secret: secret ? sha256(secret) : null,
  };
  await add(MANIFEST, json(manifest));
  return manifest;
}

/** The provinces to look at one by one; only `null` (all at once) for who sees past row-level security. */
async function viewsOf(client: pg.Client): Promise<readonly (string | null)[]> {
  const { rows } = await client.query<{ all: boolean }>(
    `select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user`,
  );
  if (rows[0]?.all) {
    await client.query(`set local row_security = off`);
    return [null];
  }
  const { rows: provinces } = await client.query<{ code: string }>(
    `select code from territory.province union select '00' order by code`,
  );
  return provinces.map(({ code }) => code);
}

async function look(client: pg.Client, province: string | null): Promise<void> {
  if (province !== null) await client.query(`select set_config('kc.province', $1, true)`, [province]);
}

async function headOf(client: pg.Client, tables: readonly TableOf[], now: Date): Promise<Head> {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `select name, checksum from platform.migration order by name`,
  );
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  return {
    format: FORMAT,
    madeAt: now.toISOString(),
    application: runningVersion(),
    postgres: rows[0]?.version ?? '',
    migrations,
    tables: tables.map(({ schema, name, columns }) => ({ schema, name, columns })),
    sequences: await sequencesOf(client),
  };
}

/** The rows as COPY writes them, cut into members wherever PART bytes are full. */
async function writeTable(
  client: pg.Client,
  table: TableOf,
  views: readonly (string | null)[],
  add: Add,
): Promise<Manifest['tables'][string]> {
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  let part = 0;
  let held: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    await add(`${TABLES}${nameOf(table)}/${String(part++).padStart(6, '0')}`, Buffer.concat(held));
    held = [];
    size = 0;
  };
  const columns = table.columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  for (const view of views) {
    await look(client, view);
    // An owner may see rows of others besides (what all may read), hence the province is named.
    const what =
      view === null
        ? `${quoted(table)} (${columns})`
        : `(select ${columns} from ${quoted(table)} where province = ${pg.escapeLiteral(view)})`;
    const copy = client.query(copyTo(`copy ${what} to stdout`));
    for await (const chunk of copy as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      held.push(Buffer.from(chunk));
      size += chunk.length;
      if (size >= PART) await flush();
    }
    rows += copy.rowCount;
  }
  if (size > 0) await flush();
  return { rows, bytes, sha256: hash.digest('hex') };
}

/** Every stored file; one whose content is not what its name says is left out and named. */
async function writeFiles(
  dataDir: string,
  add: Add,
): Promise<{ count: number; bytes: number; broken: string[] }> {
  const folder = path.join(dataDir, 'files');
  const broken: string[] = [];
  let count = 0;
  let bytes = 0;
  const found = await opendir(folder, { recursive: true }).catch(() => undefined);
  for await (const one of found ?? []) {
    if (!one.isFile()) continue;
    const full = path.join(one.parentPath, one.name);
    const name = path.relative(folder, full).split(path.sep).join('/');
    const content = await readFile(full);
    const hash = hashIn(name);
    if (hash !== undefined && sha256(content) !== hash) {
      broken.push(name);
      continue;
    }
    await add(FILES + name, content);
    count++;
    bytes += content.length;
  }
  return { count, bytes, broken };
}

/** Files that rows of the snapshot speak of and the folder lacks. */
async function lackingFiles(client: pg.Client, view: string | null, dataDir: string): Promise<string[]> {
  const lacking: string[] = [];
  await look(client, view);
  for (let after = ['', '']; ;) {
    const { rows } = await client.query<{ province: string; hash: string }>(
      `select province, hash from records.file where (province, hash) > ($1, $2) order by province, hash limit 2000`,
      after,
    );
    for (const { province, hash } of rows) {
      const key = keyOf(province, hash);
      if (!(await stat(path.join(dataDir, 'files', key)).catch(() => undefined))) lacking.push(key);
    }
    const last = rows.at(-1);
    if (last === undefined) return lacking;
    after = [last.province, last.hash];
  }
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
