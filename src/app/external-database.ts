import type pg from 'pg';
import { StartFailure } from '#platform/server';

/** What our SQL needs. */
const OLDEST = 15;

/**
 * Proves that the database of DATABASE_URL answers and is new enough. Otherwise closes the pool and
 * throws StartFailure with what to do.
 */
export async function checkReachable(owner: pg.Pool, url: string): Promise<void> {
  const { host, pathname } = new URL(url);
  let version: number;
  try {
    const { rows } = await owner.query<{ v: string }>(`select current_setting('server_version_num') as v`);
    version = Math.floor(Number(rows[0]?.v) / 10_000);
  } catch (error) {
    await owner.end();
    const why =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
    throw new StartFailure(
      `The database ${pathname.slice(1)} at ${host} cannot be reached (${why}).`,
      'check DATABASE_URL (address, user, password, database) and that the server runs; without DATABASE_URL the embedded database is used.',
    );
  }
  if (version >= OLDEST) return;
  await owner.end();
  throw new StartFailure(
    `The database at ${host} is PostgreSQL ${version}; at least ${OLDEST} is needed.`,
    'upgrade it, or leave DATABASE_URL unset to use the embedded one.',
  );
}
