import { ok, refuse, type Result } from '#kernel';
import { post, type Database } from '#platform/server';
import { makeToken } from '../one-time-token.server.ts';
import type { Auth } from './auth.server.ts';
import { placeOf } from './limits.server.ts';
import { checkPassword } from './password.ts';
import { findAuthUser, findAuthUserById } from './user.store.server.ts';
import { ask, headersOf, type Visitor } from './visitor.server.ts';

/** Hours a link to choose a new password stays good. */
export const RESET_HOURS = 2;

const identifierOf = (token: string) => `reset-password:${token}`;

/** Makes a link to choose a new password; what follows `/password-reset/`. Only its hash is kept. */
export async function makeResetToken(auth: Auth, userId: string, now: Date): Promise<string> {
  const { internalAdapter } = await auth.better.$context;
  const token = makeToken();
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(now.getTime() + RESET_HOURS * 3_600_000),
  });
  return token;
}

/** Posts a link to whoever has this address; the answer is the same when nobody has. */
export async function requestPasswordReset(
  db: Database,
  auth: Auth,
  visitor: Visitor,
  given: { readonly email: string; readonly locale: 'vi' | 'en' },
  now: Date,
): Promise<Result<void>> {
  const email = given.email.trim().toLowerCase();
  const fromHere = await auth.limits.take('form', placeOf(visitor.address));
  if (!fromHere.ok) return fromHere;
  const toThere = await auth.limits.take('letter', email);
  if (!toThere.ok) return toThere;

  const user = await findAuthUser(auth, email);
  if (user === undefined) return ok(undefined);
  const path = `/password-reset/${await makeResetToken(auth, user.id, now)}`;
  const values = { name: user.name, path, hours: String(RESET_HOURS) };
  await post(db, { letter: 'password_reset', to: email, locale: given.locale, values });
  return ok(undefined);
}

/** Whether a link is still good. */
export async function isResetToken(auth: Auth, token: string, now: Date): Promise<boolean> {
  return (await userOfToken(auth, token, now)) !== undefined;
}

/** Chooses a new password; every session of the person ends, and a second factor stays asked for. */
export async function resetPassword(
  auth: Auth,
  visitor: Visitor,
  given: { readonly token: string; readonly password: string },
  now: Date,
): Promise<Result<{ readonly email: string }>> {
  const userId = await userOfToken(auth, given.token, now);
  const user = userId === undefined ? undefined : await findAuthUserById(auth, userId);
  if (user === undefined) return refuse('link_is_not_valid');
  const strong = checkPassword(given.password, user);
  if (!strong.ok) return strong;
  const body = { token: given.token, newPassword: given.password };
  const answer = await ask(() =>
    auth.better.api.resetPassword({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  return answer.ok ? ok({ email: user.email }) : answer;
}

/** Chooses a new password knowing the old one; the person's other sessions end. */
export async function changePassword(
  auth: Auth,
  visitor: Visitor,
  person: { readonly email: string; readonly name?: string },
  given: { readonly current: string; readonly password: string },
): Promise<Result<{ readonly cookies: readonly string[] }>> {
  const strong = checkPassword(given.password, person);
  if (!strong.ok) return strong;
  const body = { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true };
  const answer = await ask(() =>
    auth.better.api.changePassword({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  if (answer.ok) return ok({ cookies: answer.value.cookies });
  const { code } = answer.refusal;
  return code === 'password_is_wrong' ? refuse('password_is_wrong', {}, 'current') : answer;
}

async function userOfToken(auth: Auth, token: string, now: Date): Promise<string | undefined> {
  const { internalAdapter } = await auth.better.$context;
  const found = await internalAdapter.findVerificationValue(identifierOf(token));
  return found && found.expiresAt > now ? found.value : undefined;
}
