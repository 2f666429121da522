import type { Tx } from '#platform/server';
import type { Invitation } from './invitation.ts';

const columns = [
  'id',
  'account_id as accountId',
  'name',
  'email',
  'phone',
  'locale',
  'mailed',
  'made_at as madeAt',
  'expires_at as expiresAt',
  'next',
] as const;

const open = (tx: Tx) =>
  tx
    .selectFrom('people.invitation')
    .select(columns)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null);

const typed = (row: Omit<Invitation, 'locale'> & { locale: string }): Invitation => ({
  ...row,
  locale: row.locale === 'en' ? 'en' : 'vi',
});

/** The open invitation a token belongs to; locked against a second acceptance at the same time. */
export async function findInvitation(
  tx: Tx,
  tokenHash: string,
  now: Date,
  lock: 'lock' | 'look',
): Promise<Invitation | undefined> {
  const query = open(tx).where('token_hash', '=', tokenHash).where('expires_at', '>', now);
  const row = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
  return row && typed(row);
}

export async function findInvitationById(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await open(tx).where('id', '=', id).executeTakeFirst();
  return row && typed(row);
}

/** Open invitations, newest first; those past their time too, since they can be renewed. */
export async function listInvitations(tx: Tx): Promise<readonly Invitation[]> {
  return (await open(tx).orderBy('made_at', 'desc').orderBy('id').execute()).map(typed);
}

/** Replaces an open invitation of the same address. */
export async function insertInvitation(
  tx: Tx,
  province: string,
  row: Omit<Invitation, 'madeAt'> & { readonly tokenHash: string; readonly madeBy: string | null },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('people.invitation')
    .set({ withdrawn_at: now })
    .where('email', '=', row.email)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  await tx
    .insertInto('people.invitation')
    .values({
      province,
      id: row.id,
      account_id: row.accountId,
      name: row.name,
      email: row.email,
      phone: row.phone,
      locale: row.locale,
      token_hash: row.tokenHash,
      mailed: row.mailed,
      made_at: now,
      made_by: row.madeBy,
      expires_at: row.expiresAt,
      next: row.next,
    })
    .execute();
}

export async function markAccepted(tx: Tx, id: string, accountId: string, now: Date): Promise<void> {
  await tx
    .updateTable('people.invitation')
    .set({ accepted_at: now, account_id: accountId })
    .where('id', '=', id)
    .execute();
}

/** Withdraws one invitation, or all of an account; answers how many. */
export async function withdrawInvitations(
  tx: Tx,
  which: { readonly id: string } | { readonly accountId: string },
  now: Date,
): Promise<number> {
  const done = await tx
    .updateTable('people.invitation')
    .set({ withdrawn_at: now })
    .where('id' in which ? 'id' : 'account_id', '=', 'id' in which ? which.id : which.accountId)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
