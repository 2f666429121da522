import { ok, refuse, type Result } from '#kernel';
import type { Auth } from './auth.server.ts';
import { endSessions, type Session } from './session.server.ts';
import { ask, headersOf, type Cookies, type Visitor } from './visitor.server.ts';

export interface Enrolment {
  /** otpauth:// address for the QR code; its `secret` can be typed by hand. */
  readonly uri: string;
  /** Ten codes, each good once, shown only now. */
  readonly backupCodes: readonly string[];
}

/** Begins enrolling an authenticator app. Nothing is switched on until a first code proves it works. */
export async function beginEnrolment(
  auth: Auth,
  visitor: Visitor,
  given: { readonly password?: string },
): Promise<Result<Enrolment>> {
  const body = given.password === undefined ? {} : { password: given.password };
  const answer = await ask(() =>
    auth.better.api.enableTwoFactor({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  if (!answer.ok) return answer;
  const { response } = answer.value;
  if (response.method !== 'totp') return refuse('second_factor_is_off');
  return ok({ uri: response.totpURI, backupCodes: response.backupCodes });
}

/** The first right code switches the second factor on; sessions begun without it end. */
export async function confirmEnrolment(
  auth: Auth,
  visitor: Visitor,
  session: Session,
  code: string,
): Promise<Result<Cookies>> {
  const body = { code: code.replace(/\s/g, '') };
  const answer = await ask(() =>
    auth.better.api.verifyTOTP({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  if (!answer.ok) return answer;
  const { rows } = await auth.pool.query<{ id: string }>(
    `select id from auth.session where "userId" = $1 order by "createdAt" desc, id desc limit 1`,
    [session.userId],
  );
  await endSessions(auth, session.userId, { allBut: rows[0]?.id ?? null });
  return ok({ cookies: answer.value.cookies });
}

/** Switches it off, to enrol another telephone; officers are led to enrol again before they go on. */
export async function endEnrolment(
  auth: Auth,
  visitor: Visitor,
  given: { readonly password?: string },
): Promise<Result<Cookies>> {
  const body = given.password === undefined ? {} : { password: given.password };
  const answer = await ask(() =>
    auth.better.api.disableTwoFactor({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  return answer.ok ? ok({ cookies: answer.value.cookies }) : answer;
}

/** New backup codes; the earlier ones no longer count. */
export async function renewBackupCodes(
  auth: Auth,
  visitor: Visitor,
  given: { readonly password?: string },
): Promise<Result<readonly string[]>> {
  const body = given.password === undefined ? {} : { password: given.password };
  const answer = await ask(() =>
    auth.better.api.generateBackupCodes({ body, headers: headersOf(visitor), returnHeaders: true }),
  );
  return answer.ok ? ok(answer.value.response.backupCodes) : answer;
}

/** Whether a password is set (a person who came by the identity provider may have none). */
export async function hasPassword(auth: Auth, userId: string): Promise<boolean> {
  const { rowCount } = await auth.pool.query(
    `select 1 from auth.account where "userId" = $1 and "providerId" = 'credential' and password is not null`,
    [userId],
  );
  return rowCount !== 0;
}
