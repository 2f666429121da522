import { ok, refuse, type Result } from '#kernel';
import { inProvince, transact, type Scope } from '#platform/server';
import { findAccount, linkAuthUser } from './account.store.server.ts';
import type { Auth } from './credentials/auth.server.ts';
import { checkPassword } from './credentials/password.ts';
import { createAuthUser, findAuthUser, setPassword } from './credentials/user.store.server.ts';

/**
 * Gives an account its first password, so that its person can sign in: at set-up, for seeds, and in
 * tests. Refused where the address has credentials already: they belong to a person, who may serve
 * another province, and only that person may join them to this account (by accepting an invitation).
 */
export async function giveCredentials(
  auth: Auth,
  scope: Scope,
  given: { readonly accountId: string; readonly password: string; readonly emailVerified?: boolean },
  now: Date,
): Promise<Result<{ readonly userId: string }>> {
  const account = await inProvince(scope, (tx) => findAccount(tx, given.accountId));
  if (account === undefined) return refuse('not_found');

  const strong = checkPassword(given.password, account);
  if (!strong.ok) return strong;
  if (account.canSignIn || (await findAuthUser(auth, account.email)))
    return refuse('email_has_credentials', {}, 'email');

  const { email, name } = account;
  const userId = await createAuthUser(
    auth,
    { email, name, emailVerified: given.emailVerified ?? false },
    now,
  );
  if (userId === undefined) return refuse('email_has_credentials', {}, 'email');
  await setPassword(auth, userId, given.password);
  return transact(scope, async (tx) =>
    (await linkAuthUser(tx, account.id, userId))
      ? ok({ userId })
      : refuse('email_has_credentials', {}, 'email'),
  );
}
