import { describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import {
  acceptInvitation,
  currentSession,
  giveCredentials,
  isStale,
  linkByOperator,
  prolong,
  resetPassword,
  signIn,
} from '#people/server';
import { Browser, cast, testAuth, testDatabase } from '#testing';

const PASSWORD = 'còn nước còn tát';

describe('the operator of the server', () => {
  it('can let somebody in who has lost their way, and it is in the trail', async () => {
    const database = await testDatabase();
    const { db } = database;
    const auth = testAuth(database);
    const c = await cast(db);
    const now = new Date();
    const given = { email: 'Administrator@nghean.example', province: null };
    const invited = expectOk(await linkByOperator(db, auth, given, now));
    const link = invited.path.replace('/invitation/', '');
    expectOk(await acceptInvitation(db, auth, { link, password: PASSWORD }, now));

    const reset = expectOk(await linkByOperator(db, auth, given, now));
    const token = reset.path.replace('/password-reset/', '');
    expectOk(await resetPassword(auth, new Browser(), { token, password: `${PASSWORD} nữa` }, now));

    const { rows } = await database.super.query(
      `select subject_id, actor_id from records.event where kind = 'account.reset_offered'`,
    );
    const noted = { subject_id: c.administrator.actor.accountId, actor_id: null };
    expect(rows).toEqual([noted, noted]);
  });

  it('names the province where there are several, and an address that somebody has', async () => {
    const database = await testDatabase();
    const { db } = database;
    const auth = testAuth(database);
    await cast(db);
    const ask = (email: string, province: string | null) =>
      linkByOperator(db, auth, { email, province }, new Date());
    expect(await ask('nobody@nghean.example', null)).toMatchObject({ refusal: { code: 'person_not_found' } });
    await cast(db, { province: '38' });
    expect(await ask('owner@nghean.example', null)).toMatchObject({
      refusal: { code: 'province_must_be_named' },
    });
    expect(await ask('owner@nghean.example', '01')).toMatchObject({
      refusal: { code: 'province_must_be_named' },
    });
    expect((await ask('owner@nghean.example', '38')).ok).toBe(true);
  });
});

describe('a session in use', () => {
  it('is prolonged once a day when it is to be remembered, and ends with its time otherwise', async () => {
    const database = await testDatabase();
    const auth = testAuth(database);
    const c = await cast(database.db);
    const { accountId } = c.owner.actor;
    expectOk(await giveCredentials(auth, c.owner, { accountId, password: PASSWORD }, c.now));
    const enter = async (remember: boolean) => {
      const browser = new Browser();
      const given = { email: 'owner@nghean.example', password: PASSWORD, remember };
      browser.keep(expectOk(await signIn(auth, browser, given)));
      return browser;
    };
    const look = (browser: Browser) => currentSession(database.db, auth, browser.session(auth), new Date());
    const [kept, passing] = [await enter(true), await enter(false)];
    expect(isStale((await look(kept))!, new Date())).toBe(false);
    const { rows } = await database.owner.query(
      `select extract(day from "expiresAt" - now())::int as days from auth.session order by "createdAt"`,
    );
    expect(rows.map(({ days }) => days)).toEqual([13, 0]);

    await database.owner.query(
      `update auth.session set "updatedAt" = now() - interval '2 days', "expiresAt" = now() + interval '11 days'
       where "expiresAt" > now() + interval '2 days'`,
    );
    expect(isStale((await look(kept))!, new Date())).toBe(true);
    kept.keep(await prolong(auth, kept));
    expect(isStale((await look(kept))!, new Date())).toBe(false);
    passing.keep(await prolong(auth, passing));
    const after = await database.owner.query(
      `select extract(day from "expiresAt" - now())::int as days from auth.session order by "createdAt"`,
    );
    expect(after.rows.map(({ days }) => days)).toEqual([13, 0]);
  });
});
