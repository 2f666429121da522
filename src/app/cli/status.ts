import type pg from 'pg';
import { z } from 'zod';
import { ok } from '#kernel';
import { m } from '#messages';
import { migrationsOf } from '#platform/server';
import { command } from './command.ts';

/** `kc status`: which database, how far it is, what waits in the job queue. */
export const statusCommand = command({
  name: 'status',
  summary: () => m.cli_status_summary(),
  options: z.object({}),
  anySchema: true,
  run: async ({ owner, settings }) => {
    const kind = settings.databaseUrl === undefined ? 'embedded' : 'external';
    const { version, size } = await describe(owner);
    const applied = await appliedMigrations(owner);
    const pending = migrationsOf()
      .map((migration) => migration.name)
      .filter((name) => !applied.includes(name));
    const jobs = applied.length === 0 ? { waiting: 0, failed: 0 } : await countJobs(owner);
    const isCurrent = pending.length === 0;
    return ok({
      ok: isCurrent,
      json: {
        ok: isCurrent,
        database: { kind, version, bytes: size },
        migrations: { applied: applied.length, pending },
        jobs,
      },
      text: [
        kind === 'embedded' ? m.cli_status_embedded({ folder: settings.dataDir }) : m.cli_status_external(),
        m.cli_status_database({ version, megabytes: String(Math.round(size / 1e6)) }),
        isCurrent
          ? m.cli_status_current({ count: String(applied.length) })
          : m.cli_status_pending({ names: pending.join(', ') }),
        m.cli_status_jobs({ waiting: String(jobs.waiting), failed: String(jobs.failed) }),
      ].join('\n'),
    });
  },
});

async function describe(owner: pg.Pool): Promise<{ version: string; size: number }> {
  const { rows } = await owner.query<{ version: string; size: bigint }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as size`,
  );
  return { version: rows[0]?.version ?? '', size: Number(rows[0]?.size ?? 0) };
}

/** Names of the migrations the database has; none when it is empty. */
async function appliedMigrations(owner: pg.Pool): Promise<string[]> {
  const { rows: found } = await owner.query<{ has: boolean }>(
    `select to_regclass('platform.migration') is not null as has`,
  );
  if (!found[0]?.has) return [];
  const { rows } = await owner.query<{ name: string }>(`select name from platform.migration order by name`);
  return rows.map((row) => row.name);
}

async function countJobs(owner: pg.Pool): Promise<{ waiting: number; failed: number }> {
  const { rows } = await owner.query<{ waiting: bigint; failed: bigint }>(
    `select count(*) filter (where attempts < max_attempts) as waiting, count(*) filter (where attempts >= max_attempts) as failed from graphile_worker.jobs`,
  );
  return { waiting: Number(rows[0]?.waiting ?? 0), failed: Number(rows[0]?.failed ?? 0) };
}
