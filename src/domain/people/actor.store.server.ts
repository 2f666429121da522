import { sql } from 'kysely';
import type { Database, Tx } from '#platform/server';
import type { Actor } from './actor.ts';

/** The actor an account is on a day; undefined when there is no such account or it is closed. */
export async function loadActor(
  tx: Tx,
  province: string,
  accountId: string,
  on: string,
): Promise<Actor | undefined> {
  const { rows } = await sql<{ actor: Actor | null }>`
    select people.actor_json(${province}, ${accountId}, ${on}) as actor`.execute(tx);
  return rows[0]?.actor ?? undefined;
}

export async function accountOfAuthUser(tx: Tx, authUserId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('people.account')
    .select('id')
    .where('auth_user_id', '=', authUserId)
    .executeTakeFirst();
  return row?.id;
}

/** In how many provinces a person has an account, closed ones included. */
export async function provincesOfUser(db: Database, authUserId: string): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select people.provinces_of_user(${authUserId}) as count`.execute(db);
  return rows[0]?.count ?? 0;
}
