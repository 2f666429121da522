import { sql } from 'kysely';
import type { Tx } from '#platform/server';
import type { Account } from './account.ts';

const columns = ['id', 'name', 'email', 'phone', 'active'] as const;
const canSignIn = sql<boolean>`auth_user_id is not null`.as('canSignIn');

export async function findAccount(tx: Tx, id: string): Promise<Account | undefined> {
  return tx
    .selectFrom('people.account')
    .select(columns)
    .select(canSignIn)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function findAccountByEmail(tx: Tx, email: string): Promise<Account | undefined> {
  return tx
    .selectFrom('people.account')
    .select(columns)
    .select(canSignIn)
    .where('email', '=', email)
    .executeTakeFirst();
}

/** False when the address is taken in this province. */
export async function insertAccount(
  tx: Tx,
  province: string,
  row: { id: string; name: string; email: string; phone: string | null; createdBy: string | null },
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insertInto('people.account')
    .values({
      province,
      id: row.id,
      name: row.name,
      email: row.email,
      phone: row.phone,
      created_at: now,
      created_by: row.createdBy,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Joins an account to the person's credentials; false when it is joined to someone's already. */
export async function linkAuthUser(tx: Tx, accountId: string, authUserId: string): Promise<boolean> {
  const linked = await tx
    .updateTable('people.account')
    .set({ auth_user_id: authUserId })
    .where('id', '=', accountId)
    .where((eb) => eb.or([eb('auth_user_id', 'is', null), eb('auth_user_id', '=', authUserId)]))
    .returning('id')
    .executeTakeFirst();
  return linked !== undefined;
}

/** The credentials behind an account. */
export async function findAuthUserOf(tx: Tx, accountId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('people.account')
    .select('auth_user_id')
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.auth_user_id ?? undefined;
}

export async function updateAccount(
  tx: Tx,
  accountId: string,
  change: Partial<Pick<Account, 'name' | 'phone' | 'active'>>,
): Promise<void> {
  await tx.updateTable('people.account').set(change).where('id', '=', accountId).execute();
}
