import { ok, refuse, type Result } from '#kernel';
import { ADDRESS_HEADER } from './auth.server.ts';

/** Who asks, before anyone is known: what the browser sent, and where from. */
export interface Visitor {
  /** The Cookie header as it came. */
  readonly cookie: string;
  readonly userAgent: string;
  readonly address: string;
}

/** What a step of signing in changes in the browser: Set-Cookie lines. */
export interface Cookies {
  readonly cookies: readonly string[];
}

export function headersOf(visitor: Visitor): Headers {
  return new Headers({
    cookie: visitor.cookie,
    'user-agent': visitor.userAgent,
    [ADDRESS_HEADER]: visitor.address,
  });
}

export type AuthRefusal =
  | 'sign_in_failed'
  | 'code_is_wrong'
  | 'sign_in_timed_out'
  | 'second_factor_is_locked'
  | 'link_is_not_valid'
  | 'password_is_wrong'
  | 'second_factor_is_on_already'
  | 'second_factor_is_off'
  | 'not_signed_in';

/** better-auth's error codes and what we say instead. */
const REFUSALS: Readonly<Record<string, readonly [AuthRefusal, string?]>> = {
  INVALID_EMAIL: ['sign_in_failed'],
  INVALID_EMAIL_OR_PASSWORD: ['sign_in_failed'],
  PASSWORD_TOO_LONG: ['sign_in_failed'],
  INVALID_CODE: ['code_is_wrong', 'code'],
  INVALID_BACKUP_CODE: ['code_is_wrong', 'code'],
  INVALID_TWO_FACTOR_COOKIE: ['sign_in_timed_out'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['sign_in_timed_out'],
  ACCOUNT_TEMPORARILY_LOCKED: ['second_factor_is_locked'],
  INVALID_TOKEN: ['link_is_not_valid'],
  INVALID_PASSWORD: ['password_is_wrong', 'password'],
  TOTP_ALREADY_ENABLED: ['second_factor_is_on_already'],
  TOTP_NOT_ENABLED: ['second_factor_is_off'],
  BACKUP_CODES_NOT_ENABLED: ['second_factor_is_off'],
  UNAUTHORIZED: ['not_signed_in'],
};

/** Runs a call of better-auth; its known errors become refusals, others are bugs. */
export async function ask<T>(
  call: () => Promise<{ headers: Headers; response: T }>,
): Promise<Result<Cookies & { readonly response: T }, AuthRefusal>> {
  try {
    const { headers, response } = await call();
    return ok({ cookies: headers.getSetCookie(), response });
  } catch (error) {
    if (!isApiError(error)) throw error;
    const known =
      REFUSALS[String(error.body?.code)] ?? (error.status === 'UNAUTHORIZED' ? ['not_signed_in'] : undefined);
    if (known === undefined) throw error;
    return refuse(known[0], {}, known[1]);
  }
}

interface ApiError {
  readonly status: string | number;
  readonly body?: { readonly code?: string };
}

/** By its name: the built pages carry a copy of better-auth of their own, so the class is not one. */
function isApiError(error: unknown): error is Error & ApiError {
  return error instanceof Error && error.name === 'APIError' && 'status' in error;
}
