import { ok, refuse, type Result } from '#kernel';
import { inProvince, transact, type Scope } from '#platform/server';
import { findAccount, linkAuthUser } from './account.store.server.ts';
import type { Account } from './account.ts';
import { accountOfAuthUser } from './actor.store.server.ts';
import type { Auth } from './credentials/auth.server.ts';
import { sessionCookieOf } from './credentials/session.server.ts';
import { createAuthUser, findAuthUser } from './credentials/user.store.server.ts';
import type { Cookies } from './credentials/visitor.server.ts';
import { demoAccounts } from './demo-accounts.server.ts';

/**
 * One click makes a visitor one of the people of the sample province. Works nowhere else: those people
 * have no password, and in a province of real data nobody is offered.
 */
export async function signInAsDemo(
  auth: Auth,
  scope: Scope,
  accountId: string,
  now: Date,
): Promise<Result<Cookies>> {
  const offered = await demoAccounts(scope, now);
  const account = await inProvince(scope, (tx) => findAccount(tx, accountId));
  if (account === undefined || !offered.some((demo) => demo.accountId === accountId))
    return refuse('demo_is_off');

  const userId = await userOf(auth, scope, account, now);
  if (userId === undefined) return refuse('demo_is_off');
  const { internalAdapter } = await auth.better.$context;
  const session = await internalAdapter.createSession(userId, true, {
    method: 'demo',
    province: scope.province,
  });
  return ok({ cookies: [sessionCookieOf(auth, session.token)] });
}

/** Credentials without a password, made at the first click. Undefined when the address is a real person's. */
async function userOf(auth: Auth, scope: Scope, account: Account, now: Date): Promise<string | undefined> {
  const { id, email, name } = account;
  const known = await findAuthUser(auth, email);
  if (known !== undefined) {
    const linked = await inProvince(scope, (tx) => accountOfAuthUser(tx, known.id));
    return linked === id ? known.id : undefined;
  }
  const userId = await createAuthUser(auth, { email, name, emailVerified: false }, now);
  if (userId === undefined) return undefined;
  const joined = await transact(scope, async (tx) => ok(await linkAuthUser(tx, id, userId)));
  return joined.ok && joined.value ? userId : undefined;
}
