import { sql } from 'kysely';
import type { Database, Tx } from '#platform/server';

const WEEK_MS = 7 * 86_400_000;

export async function keepSetupToken(db: Database, tokenHash: string, now: Date): Promise<void> {
  await db
    .deleteFrom('people.setup_token')
    .where('made_at', '<', new Date(now.getTime() - WEEK_MS))
    .execute();
  await db.insertInto('people.setup_token').values({ token_hash: tokenHash, made_at: now }).execute();
}

export async function isSetupToken(db: Database | Tx, tokenHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('people.setup_token')
    .select('token_hash')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes all set-up tokens back; false when the given one was not among them (any more). */
export async function spendSetupToken(tx: Tx, tokenHash: string): Promise<boolean> {
  await sql`lock table people.setup_token in exclusive mode`.execute(tx);
  const spent = await isSetupToken(tx, tokenHash);
  if (spent) await tx.deleteFrom('people.setup_token').execute();
  return spent;
}
