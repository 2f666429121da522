import type pg from 'pg';

/** How many rows of each kind were cleared. */
export interface Cleared {
  readonly sessions: number;
  /** Links and answers under way: password resets, second factors half given, the identity provider's. */
  readonly verifications: number;
  readonly triedCodes: number;
  readonly counts: number;
}

/** A code of the second factor is long dead after this; the person's next one clears theirs sooner. */
const TRIED_CODE_KEPT = '1 hour';

/** Clears what can be used no more; what is still good on `now` stays. Over connections that may write `auth`. */
export async function clearExpired(pool: pg.Pool, now: Date): Promise<Cleared> {
  const count = async (statement: string, at: Date | number) =>
    (await pool.query(statement, [at])).rowCount ?? 0;
  return {
    sessions: await count('delete from auth.session where "expiresAt" <= $1', now),
    verifications: await count('delete from auth.verification where "expiresAt" <= $1', now),
    triedCodes: await count(
      `delete from auth.tried_code where tried_at <= $1::timestamptz - interval '${TRIED_CODE_KEPT}'`,
      now,
    ),
    // The limiter keeps milliseconds; null is a count without an end.
    counts: await count('delete from auth.rate_limit where expire <= $1', now.getTime()),
  };
}
