import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { copyFile, mkdir, opendir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { ok, refuse, type Result } from '#kernel';

/** What a cluster makes anew at every start, or must not have from another. */
const EMPTY = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const LEFT_OUT = /^(postmaster\.(pid|opts)|\.s\.PGSQL\..*|pgsql_tmp.*|pg_internal\.init.*|backup_label.*)$/;
/** Besides the cluster: what is needed to get in again. */
const KEYS = ['postgres.secrets.json', 'auth.secret'];

const about = z.object({
  /** From this moment on any moment can be had again, as far as the log goes. */
  since: z.string(),
  /** First piece of the log it needs. */
  from: z.string(),
  archive: z.string(),
});
export type Base = z.infer<typeof about> & { readonly folder: string };

interface Source {
  readonly superUrl: string;
  readonly dataDir: string;
  readonly archive: string;
  readonly now: Date;
}

/**
 * Copies the embedded server's cluster while it works (the log mends what was written meanwhile), with the keys and
 * the files, into `folder/base-…`. Files are kept once for all bases beside them.
 */
export async function makeBase(
  source: Source,
  folder: string,
): Promise<Result<Base, 'backup_place_cannot_be_written'>> {
  const stamp = source.now.toISOString().replace(/[-:]|\.\d+/g, '');
  const final = path.join(folder, `base-${stamp}`);
  const half = `${final}.part`;
  try {
    await rm(half, { recursive: true, force: true });
    mkdirSync(path.join(half, 'cluster'), { recursive: true, mode: 0o700 });
  } catch (error) {
    return refuse('backup_place_cannot_be_written', { folder, why: (error as Error).message });
  }
  const client = new pg.Client({ connectionString: source.superUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ cluster: string; from: string }>(
      `select current_setting('data_directory') as cluster, pg_walfile_name(pg_backup_start('khuyen cong', fast => true)) as from`,
    );
    const { cluster, from } = rows[0]!;
    await copyCluster(cluster, path.join(half, 'cluster'));
    const { rows: stopped } = await client.query<{ labelfile: string; at: string }>(
      `select labelfile, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from pg_backup_stop(wait_for_archive => true)`,
    );
    const { labelfile, at } = stopped[0]!;
    await writeFile(path.join(half, 'cluster', 'backup_label'), labelfile, { mode: 0o600 });
    for (const name of KEYS)
      if (existsSync(path.join(source.dataDir, name)))
        await copyFile(path.join(source.dataDir, name), path.join(half, name));
    await copyMissing(path.join(source.dataDir, 'files'), path.join(folder, 'files'));
    const base = { since: at, from, archive: source.archive };
    await writeFile(path.join(half, 'base.json'), JSON.stringify(base));
    spawnSync('sync', ['-f', half]);
    await rename(half, final);
    return ok({ ...base, folder: final });
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** The newest base of the folder that was done before `until`. */
export async function baseFor(folder: string, until: string | undefined): Promise<Base | undefined> {
  const bases = await basesIn(folder);
  return bases.filter(({ since }) => until === undefined || since <= until).at(-1);
}

/** Whole bases of a folder, oldest first; a folder that is one itself counts. */
async function basesIn(folder: string): Promise<Base[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^base-\d{8}T\d{6}Z$/.test(name));
  const bases: Base[] = [];
  for (const at of [folder, ...names.sort().map((name) => path.join(folder, name))]) {
    const text = await readFile(path.join(at, 'base.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) bases.push({ ...about.parse(JSON.parse(text)), folder: at });
  }
  return bases;
}

/** Removes all but the newest `keep` bases, and the log that none of the kept ones needs; says how much. */
export async function keepBases(folder: string, keep: number): Promise<string[]> {
  const bases = await basesIn(folder);
  const [old, kept] = [bases.slice(0, -keep), bases.slice(-keep)];
  for (const { folder: at } of old) await rm(at, { recursive: true, force: true });
  const first = kept[0];
  for (const name of first && old.length > 0 ? await readdir(first.archive).catch(() => []) : [])
    // Eight digits of the time line, then the place in the log.
    if (/^[0-9A-F]{24}/.test(name) && name.slice(8, 24) < first!.from.slice(8, 24))
      await rm(path.join(first!.archive, name), { force: true });
  return old.map(({ folder: at }) => path.basename(at));
}

export const KEYS_OF_A_BASE = KEYS;

async function copyCluster(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for await (const one of await opendir(from)) {
    const [source, target] = [path.join(from, one.name), path.join(to, one.name)];
    if (LEFT_OUT.test(one.name)) continue;
    if (one.isDirectory()) {
      if (EMPTY.includes(one.name)) await mkdir(target, { recursive: true, mode: 0o700 });
      else await copyCluster(source, target);
    } else if (one.isFile()) await copyFile(source, target).catch(unlessGone);
  }
}

/** A table dropped while we copied takes its file with it; the log knows. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Copies files that are not there yet, each whole or not at all: their names say their content. */
export async function copyMissing(from: string, to: string): Promise<number> {
  let copied = 0;
  const found = await opendir(from, { recursive: true }).catch(() => undefined);
  for await (const one of found ?? []) {
    if (!one.isFile()) continue;
    const source = path.join(one.parentPath, one.name);
    const target = path.join(to, path.relative(from, source));
    if (existsSync(target)) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(source, `${target}.part`);
    await rename(`${target}.part`, target);
    copied++;
  }
  return copied;
}
