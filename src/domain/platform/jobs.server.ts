import { sql } from 'kysely';
import { Logger, parseCronItems, run, type CronItem, type Runner, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Tx, Database } from './database.server.ts';
import type { Log } from './log.server.ts';

/** Adds a job inside the caller's transaction: it runs if and only if that transaction commits. */
export async function enqueue(
  tx: Tx | Database,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  options: { runAt?: Date; jobKey?: string; maxAttempts?: number } = {},
): Promise<void> {
  const { runAt = null, jobKey = null, maxAttempts = null } = options;
  await sql`select platform.enqueue(${task}, ${JSON.stringify(payload)}::json, ${runAt}, ${jobKey}, ${maxAttempts})`.execute(
    tx,
  );
}

const CONCURRENCY = 4;

/**
 * Starts working on jobs. The queue's tables are closed to the app role, hence the owner's pool; its
 * connections are the queue's own, since the library reads whole numbers pg's way: with ours as
 * bigint it could not mark a job as failed.
 */
export async function startJobs(
  owner: pg.Pool,
  tasks: TaskList,
  timetable: readonly CronItem[],
  log: Log,
): Promise<Runner> {
  const { types: _, ...connection } = owner.options;
  const pool = new pg.Pool({ ...connection, max: CONCURRENCY + 3 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const alive = await takeUpAbandoned(pool);
  const runner = await run({
    pgPool: pool,
    logger: quieter(log),
    taskList: tasks,
    parsedCronItems: parseCronItems([...timetable]),
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 2000,
  });
  const close = () => {
    alive.release(true);
    return pool.end();
  };
  runner.promise.then(close, close);
  return runner;
}

/**
 * A killed worker leaves its jobs locked, for four hours by the queue's own rule. Each process that works holds a lock
 * for as long as it lives; whoever finds nobody else alive frees what was left at once. Answers the connection that holds it.
 */
async function takeUpAbandoned(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect();
  const lock = `hashtextextended('platform.worker', 0)`;
  const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${lock}) as alone`);
  if (rows[0]?.alone)
    await client.query(`select graphile_worker.force_unlock_workers(held.workers)
      from (select array_agg(distinct locked_by) as workers from graphile_worker.jobs where locked_by is not null) held
     where held.workers is not null`);
  await client.query(`select pg_advisory_lock_shared(${lock})`);
  if (rows[0]?.alone) await client.query(`select pg_advisory_unlock(${lock})`);
  return client;
}

/** The library tells of every job it takes; that is worth a line only when something is sought. */
function quieter(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const as = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug';
    log[as]({ ...scope, ...(meta?.['error'] ? { err: meta['error'] } : {}) }, message);
  });
}

export type { CronItem, TaskList, Runner };
