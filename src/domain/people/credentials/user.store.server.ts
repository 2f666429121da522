import { newId } from '#kernel';
import type { Auth } from './auth.server.ts';
import { hashPassword } from './password-hash.server.ts';

/** The global person behind the accounts of the provinces. */
export interface AuthUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly emailVerified: boolean;
  readonly hasPassword: boolean;
}

const USER = `select u.id, u.email, u.name, u."emailVerified", exists (
  select from auth.account a where a."userId" = u.id and a.password is not null) as "hasPassword"
  from auth."user" u`;

export async function findAuthUser(auth: Auth, email: string): Promise<AuthUser | undefined> {
  return (await auth.pool.query<AuthUser>(`${USER} where u.email = $1`, [email])).rows[0];
}

export async function findAuthUserById(auth: Auth, id: string): Promise<AuthUser | undefined> {
  return (await auth.pool.query<AuthUser>(`${USER} where u.id = $1`, [id])).rows[0];
}

/** Undefined when someone has that address already. */
export async function createAuthUser(
  auth: Auth,
  person: { readonly email: string; readonly name: string; readonly emailVerified: boolean },
  now: Date,
): Promise<string | undefined> {
  const { rows } = await auth.pool.query<{ id: string }>(
    `insert into auth."user" (id, email, name, "emailVerified", "createdAt", "updatedAt")
     values ($1, $2, $3, $4, $5, $5) on conflict (email) do nothing returning id`,
    [newId(), person.email, person.name, person.emailVerified, now],
  );
  return rows[0]?.id;
}

export async function setPassword(auth: Auth, userId: string, password: string): Promise<void> {
  const { internalAdapter } = await auth.better.$context;
  const hash = await hashPassword(password);
  if (await internalAdapter.findCredentialAccount(userId)) await internalAdapter.updatePassword(userId, hash);
  else
    await internalAdapter.createAccount({
      userId,
      providerId: 'credential',
      accountId: userId,
      password: hash,
    });
}

/** The person has followed a link that only their mailbox had. */
export async function markEmailVerified(auth: Auth, userId: string): Promise<void> {
  await auth.pool.query(
    `update auth."user" set "emailVerified" = true where id = $1 and not "emailVerified"`,
    [userId],
  );
}

/** Takes the second factor off; the person enrols again. */
export async function clearSecondFactor(auth: Auth, userId: string): Promise<void> {
  await auth.pool.query(`delete from auth."twoFactor" where "userId" = $1`, [userId]);
  await auth.pool.query(`update auth."user" set "twoFactorEnabled" = false where id = $1`, [userId]);
}
