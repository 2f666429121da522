import { sql } from 'kysely';
import type { Tx } from '#platform/server';

/**
 * Keeps the calendar from being published over while a transaction counts due dates by it; a publication waits, and
 * counts them again. Called before anything else is locked: a publication goes on to lock projects itself. The key is
 * that of law.publish_calendar.
 */
export async function holdCalendar(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('law.calendar', 0))`.execute(tx);
}
