import { createHash } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type pg from 'pg';

/** A code lives 30 s and is accepted one step early and one late. */
const WINDOW_S = 120;

/**
 * A code of the second factor is good for one try only. better-auth accepts it as often as it is
 * shown within its time window; someone looking over the shoulder could use it again. The code is
 * claimed before it is checked, so two requests at once cannot both win.
 */
export function oneCodeOnce(pool: pg.Pool): BetterAuthPlugin {
  return {
    id: 'one-code-once',
    hooks: {
      before: [
        {
          matcher: (context) => context.path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (ctx) => {
            const userId = await whoTries(ctx);
            const code: unknown = (ctx.body as { code?: unknown } | undefined)?.code;
            if (userId === undefined || typeof code !== 'string') return;
            if (!(await claim(pool, userId, code)))
              throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'used before' });
          }),
        },
      ],
    },
  };
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The person signed in, or the one whose password was right a moment ago. */
async function whoTries(ctx: HookContext): Promise<string | undefined> {
  const session = await getSessionFromCtx(ctx);
  if (session) return session.user.id;
  const cookie = ctx.context.createAuthCookie('two_factor');
  const pending = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!pending) return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(pending))?.value;
}

async function claim(pool: pg.Pool, userId: string, code: string): Promise<boolean> {
  const hash = createHash('sha256').update(`${userId} ${code}`).digest('base64url');
  const { rowCount } = await pool.query(
    `insert into auth.tried_code as t (user_id, code_hash, tried_at) values ($1, $2, clock_timestamp())
     on conflict (user_id, code_hash) do update set tried_at = excluded.tried_at
       where t.tried_at < clock_timestamp() - make_interval(secs => $3)`,
    [userId, hash, WINDOW_S],
  );
  await pool.query(
    `delete from auth.tried_code where user_id = $1 and tried_at < clock_timestamp() - interval '1 hour'`,
    [userId],
  );
  return rowCount === 1;
}
