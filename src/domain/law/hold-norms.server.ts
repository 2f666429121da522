import { sql } from 'kysely';
import type { Tx } from '#platform/server';

/**
 * Keeps the norms from being published over while a transaction freezes them on a project: a publication for
 * the same fund waits until it has ended, and sees the project then. Many may hold them at once. The keys are those of
 * law.publish_norm_set; a provincial project may be computed by the national level, so both are held.
 */
export async function holdNorms(tx: Tx, province: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('law.norm_set ', 0)),
    pg_advisory_xact_lock_shared(hashtextextended('law.norm_set ' || ${province}, 0))`.execute(tx);
}
