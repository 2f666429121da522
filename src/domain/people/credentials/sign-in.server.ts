import { ok, type Result } from '#kernel';
import type { Auth } from './auth.server.ts';
import { tidyBackupCode } from './backup-codes.server.ts';
import { knownDevice, rememberDevice } from './device.server.ts';
import { placeOf } from './limits.server.ts';
import { ask, headersOf, type Cookies, type Visitor } from './visitor.server.ts';

export interface SignedIn extends Cookies {
  /** The password was right, and a second factor is set: its code comes next. */
  readonly codeNeeded: boolean;
}

/**
 * Signs in by password. Tries are taken before the password is looked at, so guessing in parallel
 * gains nothing; the right password gives them back.
 */
export async function signIn(
  auth: Auth,
  visitor: Visitor,
  given: { readonly email: string; readonly password: string; readonly remember?: boolean },
): Promise<Result<SignedIn>> {
  const email = given.email.trim().toLowerCase();
  const device = knownDevice(auth, visitor.cookie, email);
  const place = device ?? placeOf(visitor.address);

  const allowed = await auth.limits.take('password', email, place);
  if (!allowed.ok) return allowed;
  if (device === undefined) {
    const fromHere = await auth.limits.take('address', place);
    if (!fromHere.ok) return fromHere;
  }

  const body = { email, password: given.password, rememberMe: given.remember ?? false };
  const answer = await ask(() =>
    auth.better.api.signInEmail({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  if (!answer.ok) return answer;

  await auth.limits.forget('password', email, place);
  if (device === undefined) await auth.limits.giveBack('address', place);
  const codeNeeded = 'twoFactorRedirect' in answer.value.response;
  const remembered = codeNeeded ? [] : rememberDevice(auth, visitor.cookie, email);
  return ok({ codeNeeded, cookies: [...answer.value.cookies, ...remembered] });
}

/** The second step: a code of the authenticator app, or one of the backup codes. */
export async function giveCode(
  auth: Auth,
  visitor: Visitor,
  given: { readonly code: string; readonly trustDevice?: boolean },
): Promise<Result<Cookies>> {
  const code = given.code.replace(/\s/g, '');
  const headers = headersOf(visitor);
  const answer = /^\d{6}$/.test(code)
    ? await ask(() =>
        auth.better.api.verifyTOTP({
          body: { code, trustDevice: given.trustDevice ?? false },
          headers,
          returnHeaders: true,
        }),
      )
    : await ask(() =>
        auth.better.api.verifyBackupCode({
          body: { code: tidyBackupCode(code) },
          headers,
          returnHeaders: true,
        }),
      );
  if (!answer.ok) return answer;
  const { cookies, response } = answer.value;
  return ok({ cookies: [...cookies, ...rememberDevice(auth, visitor.cookie, response.user.email)] });
}

export async function signOut(auth: Auth, visitor: Visitor): Promise<Cookies> {
  const answer = await ask(() =>
    auth.better.api.signOut({ headers: headersOf(visitor), returnHeaders: true }),
  );
  return { cookies: answer.ok ? answer.value.cookies : [] };
}
