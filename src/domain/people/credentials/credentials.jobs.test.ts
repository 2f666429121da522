import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { credentialJobs, currentSession, giveCredentials, signIn, type Auth } from '#people/server';
import { Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';

const PASSWORD = 'trăm nghe không bằng một thấy';
const EMAIL = 'centreofficer@nghean.example';
let database: TestDatabase;
let c: Cast;
let auth: Auth;

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  auth = testAuth(database);
  const { accountId } = c.centreOfficer.actor;
  expectOk(await giveCredentials(auth, c.centreOfficer, { accountId, password: PASSWORD }, c.now));
});

async function signedIn(): Promise<Browser> {
  const browser = new Browser();
  browser.keep(expectOk(await signIn(auth, browser, { email: EMAIL, password: PASSWORD })));
  return browser;
}

const whoIs = (browser: Browser) => currentSession(database.db, auth, browser.session(auth), new Date());

async function clear(now: Date) {
  const { tasks } = credentialJobs({ owner: database.owner, clock: () => now });
  await tasks['people.clear_expired']?.({}, {} as never);
}

async function left(table: string): Promise<number> {
  const { rows } = await auth.pool.query<{ count: string }>(`select count(*) from auth.${table}`);
  return Number(rows[0]?.count);
}

describe('what can be used no more', () => {
  it('goes every hour; who is signed in stays so, however often it runs', async () => {
    const now = new Date();
    const past = new Date(now.getTime() - 60_000);
    const over = await signedIn();
    const { sessionId, userId } = (await whoIs(over))!;
    const staying = await signedIn();
    await auth.pool.query('update auth.session set "expiresAt" = $2 where id = $1', [sessionId, past]);
    const verification =
      'insert into auth.verification (id, identifier, value, "expiresAt") values ($1, $1, $1, $2)';
    await auth.pool.query(verification, ['over', past]);
    await auth.pool.query(verification, ['good', new Date(now.getTime() + 60_000)]);
    const tried = 'insert into auth.tried_code (user_id, code_hash, tried_at) values ($1, $2, $3)';
    await auth.pool.query(tried, [userId, 'old', new Date(now.getTime() - 2 * 3_600_000)]);
    await auth.pool.query(tried, [userId, 'just now', now]);
    await auth.pool.query('insert into auth.rate_limit (key, points, expire) values ($1, 5, $2)', [
      'over',
      past.getTime(),
    ]);
    expectOk(await auth.limits.take('password', 'still', 'counted'));
    const before = { session: await left('session'), rate: await left('rate_limit') };

    for (let run = 0; run < 2; run++) {
      await clear(now);
      expect(await left('session')).toBe(before.session - 1);
      expect(await whoIs(over)).toBeNull();
      expect(await whoIs(staying)).toMatchObject({ userId });
      expect(await left('tried_code')).toBe(1);
      expect(await left('rate_limit')).toBe(before.rate - 1);
      const { rows } = await auth.pool.query<{ id: string }>(
        `select id from auth.verification where id in ('over', 'good')`,
      );
      expect(rows).toEqual([{ id: 'good' }]);
    }
  });

  it('is cleared by the clock', () => {
    const { timetable, tasks } = credentialJobs({ owner: {} as never, clock: () => new Date() });
    expect(timetable.map(({ task }) => task)).toEqual(Object.keys(tasks));
  });
});
