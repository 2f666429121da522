import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { together, verifyLedger } from '#funds/server';
import { m } from '#messages';
import { installedProvinces } from '#people/server';
import { inProvince, migrationsOf, type Database } from '#platform/server';
import { keyOf, verifyTrail } from '#records/server';
import { sound, watch, wrong, type Finding } from './finding.ts';

/** ms by which the clocks may differ before dates and one-time codes are in danger. */
const SKEW = 5_000;
/** Files whose content is read again without --all; all are looked for. */
const SAMPLE = 50;

interface Opened {
  readonly db: Database;
  readonly owner: pg.Pool;
  readonly dataDir: string;
}

/** What can be seen in the database and beside it. Changes nothing. */
export async function lookInside(opened: Opened, all: boolean): Promise<Finding[]> {
  const { db, owner } = opened;
  const schema = await schemaOf(owner);
  const clock = await clockOf(owner);
  // Under other tables than ours, no further question would mean what it says.
  if (schema.state !== 'sound') return [schema, clock];
  const provinces = (await installedProvinces(db)).map(({ province }) => province);
  return [
    schema,
    clock,
    await ledgerOf(db, provinces),
    await trailOf(db, provinces),
    await jobsOf(owner),
    await lettersOf(db, provinces),
    await filesOf(opened, provinces, all),
    ...(await archiveOf(owner)),
  ];
}

async function schemaOf(owner: pg.Pool): Promise<Finding> {
  const { rows: about } = await owner.query<{ version: string; has: boolean }>(
    `select current_setting('server_version') as version, to_regclass('platform.migration') is not null as has`,
  );
  const version = about[0]?.version ?? '';
  const { rows } = about[0]?.has
    ? await owner.query<{ name: string; checksum: string }>(`select name, checksum from platform.migration`)
    : { rows: [] };
  const ours = new Map(migrationsOf().map((one) => [one.name, one.checksum]));
  const ahead = rows.filter(({ name }) => !ours.has(name)).map(({ name }) => name);
  const changed = rows.filter(({ name, checksum }) => ours.has(name) && ours.get(name) !== checksum);
  const done = new Set(rows.map(({ name }) => name));
  const behind = [...ours.keys()].filter((name) => !done.has(name));
  if (ahead.length > 0)
    return wrong(
      'database',
      m.doctor_schema_ahead({ version, names: ahead.join(', ') }),
      m.doctor_schema_ahead_do(),
    );
  if (changed.length > 0)
    return wrong(
      'database',
      m.doctor_schema_changed({ version, names: changed.map(({ name }) => name).join(', ') }),
      m.doctor_schema_ahead_do(),
    );
  if (behind.length > 0)
    return wrong(
      'database',
      m.doctor_schema_behind({ version, count: String(behind.length) }),
      m.doctor_schema_behind_do(),
    );
  return sound('database', m.doctor_database({ version, count: String(rows.length) }));
}

async function clockOf(owner: pg.Pool): Promise<Finding> {
  const before = Date.now();
  const { rows } = await owner.query<{ at: Date }>(`select clock_timestamp() as at`);
  const here = (before + Date.now()) / 2;
  const off = Math.abs((rows[0]?.at.getTime() ?? here) - here);
  const said = m.doctor_clock({ seconds: (off / 1000).toFixed(1) });
  return off > SKEW ? wrong('clock', said, m.doctor_clock_do()) : sound('clock', said);
}

async function ledgerOf(db: Database, provinces: readonly string[]): Promise<Finding> {
  const verdicts = [];
  for (const province of provinces) verdicts.push(await verifyLedger({ db, province }));
  const { transfers, differing, faults } = together(verdicts);
  const count = differing.length + faults.length;
  return count > 0
    ? wrong('ledger', m.doctor_ledger_broken({ count: String(count) }), m.doctor_ledger_do())
    : sound('ledger', m.doctor_ledger({ count: String(transfers) }));
}

async function trailOf(db: Database, provinces: readonly string[]): Promise<Finding> {
  let [count, entries] = [0, 0];
  for (const province of provinces) {
    const verdict = await verifyTrail({ db, province });
    count += verdict.faults.length;
    entries += verdict.entries;
  }
  return count > 0
    ? wrong('seals', m.doctor_trail_broken({ count: String(count) }), m.doctor_trail_do())
    : sound('seals', m.doctor_trail({ count: String(entries) }));
}

async function jobsOf(owner: pg.Pool): Promise<Finding> {
  const { rows } = await owner.query<{ dead: number; late: number }>(`
    select count(*) filter (where attempts >= max_attempts)::int as dead,
      count(*) filter (where attempts < max_attempts and run_at < now() - interval '1 hour' and locked_at is null)::int as late
    from graphile_worker.jobs`);
  const { dead, late } = rows[0] ?? { dead: 0, late: 0 };
  if (dead > 0) return wrong('jobs', m.doctor_jobs_dead({ count: String(dead) }), m.doctor_jobs_dead_do());
  if (late > 0) return watch('jobs', m.doctor_jobs_late({ count: String(late) }), m.doctor_jobs_late_do());
  return sound('jobs', m.doctor_jobs());
}

/** Where the database hands its log over: whether it does. While it cannot, its own disk fills. */
async function archiveOf(owner: pg.Pool): Promise<Finding[]> {
  const { rows } = await owner.query<{ on: boolean; failing: boolean | null; last: Date | null }>(`
    select current_setting('archive_mode') <> 'off' as on, last_archived_time as last,
      last_failed_time > coalesce(last_archived_time, '-infinity') as failing from pg_stat_archiver`);
  const { on = false, failing = false, last = null } = rows[0] ?? {};
  if (!on) return [];
  if (failing) return [wrong('log', m.doctor_log_fails(), m.doctor_log_do())];
  return [sound('log', m.doctor_log({ at: last?.toISOString() ?? '–' }))];
}

async function lettersOf(db: Database, provinces: readonly string[]): Promise<Finding> {
  let count = 0;
  for (const province of provinces)
    count += await inProvince({ db, province }, async (tx) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from records.undelivered_letter where resolved_at is null`.execute(tx);
      return rows[0]?.count ?? 0;
    });
  return count > 0
    ? watch('letters', m.doctor_letters({ count: String(count) }), m.doctor_letters_do())
    : sound('letters', m.doctor_letters_none());
}

/** Every stored file is where its row says and as long; of some, or all, the content is what its name says. */
async function filesOf(
  { db, dataDir }: Opened,
  provinces: readonly string[],
  all: boolean,
): Promise<Finding> {
  const lost: string[] = [];
  let count = 0;
  let read = 0;
  for (const province of provinces)
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      const rows = await inProvince({ db, province }, (tx) =>
        tx
          .selectFrom('records.file')
          .select(['hash', 'size'])
          .where('hash', '>', from)
          .orderBy('hash')
          .limit(2000)
          .execute(),
      );
      for (const { hash, size } of rows) {
        const file = path.join(dataDir, 'files', keyOf(province, hash));
        const found = await stat(file).catch(() => undefined);
        const isRead = all || read < SAMPLE;
        if (isRead) read++;
        count++;
        if (found === undefined || BigInt(found.size) !== size || (isRead && (await hashOf(file)) !== hash))
          lost.push(keyOf(province, hash));
      }
      after = rows.at(-1)?.hash;
    }
  const counts = { count: String(count), read: String(read) };
  if (lost.length === 0) return sound('files', m.doctor_files(counts));
  const names = lost.slice(0, 5).join(', ') + (lost.length > 5 ? ', …' : '');
  return wrong(
    'files',
    m.doctor_files_lost({ ...counts, lost: String(lost.length), names }),
    m.doctor_files_do(),
  );
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash).catch(() => undefined);
  return hash.digest('hex');
}
