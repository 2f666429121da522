import { ok, refuse, type Result } from '#kernel';
import { enqueue, transact, type Database } from '#platform/server';
import { linkAuthUser } from './account.store.server.ts';
import { describePerson } from './account.ts';
import type { Auth } from './credentials/auth.server.ts';
import { checkPassword } from './credentials/password.ts';
import { createAuthUser, findAuthUser, setPassword } from './credentials/user.store.server.ts';
import { installedProvinces } from './installation.store.server.ts';
import { openProvinceIn, type OpenedProvince, type ProvinceOpening } from './open-province.server.ts';
import { hashToken } from './one-time-token.server.ts';
import { startSampleLoading } from './sample-loading.store.server.ts';
import { isSetupToken, spendSetupToken } from './set-up.store.server.ts';

export type SetUpRefusal = 'setup_is_done' | 'setup_token_is_wrong' | 'email_has_credentials';

/** Whether a set-up token is good: asked before the page shows its form. */
export function checkSetupToken(db: Database, token: string): Promise<boolean> {
  return isSetupToken(db, hashToken(token));
}

/** The job that makes the sample province; its handler is the application's. */
export const SAMPLE_TASK = 'sample.load';

/** The first visit, by one click: the sample province is made by a job, and everyone waits for it. */
export async function setUpSample(db: Database, token: string, now: Date): Promise<Result<void>> {
  if ((await installedProvinces(db)).length > 0) return refuse('setup_is_done');
  return transact({ db, province: '00' }, async (tx) => {
    if (!(await spendSetupToken(tx, hashToken(token)))) return refuse('setup_token_is_wrong');
    await startSampleLoading(tx, now);
    await enqueue(tx, SAMPLE_TASK, {}, { maxAttempts: 1 });
    return ok(undefined);
  });
}

/**
 * The first visit: opens the installation's own province, with an administrator who can sign in. The
 * credentials come first: cut off in between, set-up can simply be done again.
 */
export async function setUpProvince(
  db: Database,
  auth: Auth,
  given: { readonly token: string; readonly password: string; readonly opening: ProvinceOpening },
  now: Date,
): Promise<Result<OpenedProvince>> {
  const { opening, password } = given;
  const tokenHash = hashToken(given.token);
  if ((await installedProvinces(db)).length > 0) return refuse('setup_is_done');
  if (!(await isSetupToken(db, tokenHash))) return refuse('setup_token_is_wrong');

  const person = describePerson(opening.administrator);
  if (!person.ok) return person;
  const strong = checkPassword(password, person.value);
  if (!strong.ok) return strong;

  const { email, name } = person.value;
  const userId =
    (await findAuthUser(auth, email))?.id ??
    (await createAuthUser(auth, { email, name, emailVerified: false }, now));
  if (userId === undefined) return refuse('email_has_credentials', {}, 'email');
  await setPassword(auth, userId, password);

  return transact({ db, province: opening.province }, async (tx) => {
    if (!(await spendSetupToken(tx, tokenHash))) return refuse('setup_token_is_wrong');
    const opened = await openProvinceIn(tx, opening, now);
    if (opened.ok) await linkAuthUser(tx, opened.value.administrator.accountId, userId);
    return opened;
  });
}
