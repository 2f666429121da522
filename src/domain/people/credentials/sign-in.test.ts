import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { currentSession, giveCredentials, signIn, signOut, type Auth } from '#people/server';
import { Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';
import { placeOf } from './limits.server.ts';

const PASSWORD = 'một mật khẩu thật dài';
let database: TestDatabase;
let c: Cast;
let auth: Auth;

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  auth = testAuth(database);
  for (const person of ['centreOfficer', 'departmentLeader', 'owner'] as const) {
    const { accountId } = c[person].actor;
    expectOk(await giveCredentials(auth, c[person], { accountId, password: PASSWORD }, new Date()));
  }
});

const whoIs = (browser: Browser) => currentSession(database.db, auth, browser.session(auth), new Date());
const enter = async (browser: Browser, email: string, password = PASSWORD) => {
  const answer = await signIn(auth, browser, { email, password });
  if (answer.ok) browser.keep(answer.value);
  return answer;
};

describe('signing in by password', () => {
  it('makes the person the actor of their only province, in one look-up', async () => {
    const browser = new Browser();
    expectOk(await enter(browser, 'CentreOfficer@nghean.example '));
    const session = await whoIs(browser);
    expect(session?.actor).toEqual(c.centreOfficer.actor);
    expect(session).toMatchObject({
      provinces: ['40'],
      method: 'password',
      secondFactor: false,
      sample: false,
    });
  });

  it('tells the roles of somebody known again as soon as anybody changed them, and not before', async () => {
    const browser = new Browser();
    expectOk(await enter(browser, 'owner@nghean.example'));
    const first = await whoIs(browser);
    expect((await whoIs(browser))?.actor).toBe(first?.actor); // kept
    const { accountId } = c.owner.actor;
    const change = (what: string) =>
      database.owner.query(`begin; set local kc.province = '40'; ${what}; commit`);
    await change(`update people.account set name = 'Tên Mới' where id = '${accountId}'`);
    expect((await whoIs(browser))?.actor?.name).toBe('Tên Mới');
    const ofTheirs = `(select unit_id from people.membership where account_id = '${accountId}')`;
    await change(`update people.unit set name = 'Xưởng Đổi Tên' where id in ${ofTheirs}`);
    expect((await whoIs(browser))?.actor?.memberships[0]?.unitName).toBe('Xưởng Đổi Tên');
    await change(`update people.membership set valid_to = valid_from where account_id = '${accountId}'`);
    expect((await whoIs(browser))?.actor?.memberships).toEqual([]);
    await change(`update people.membership set valid_to = null where account_id = '${accountId}'`);
    expect((await whoIs(browser))?.actor?.memberships).toHaveLength(1);
    await change(`update people.account set active = false where id = '${accountId}'`);
    expect((await whoIs(browser))?.actor).toBeNull();
    await change(`update people.account set active = true where id = '${accountId}'`);
    expect((await whoIs(browser))?.actor?.accountId).toBe(accountId);
  });

  it('keeps the password as argon2id, out of reach of the role all other work runs as', async () => {
    const { rows } = await database.owner.query(`select password from auth.account limit 1`);
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await expect(database.app.query('select * from auth.account')).rejects.toThrow(/permission denied/);
    await expect(database.app.query('select * from auth.session')).rejects.toThrow(/permission denied/);
  });

  it('says the same of a wrong password and of an unknown address', async () => {
    const wrong = await enter(new Browser('192.0.2.2'), 'centreofficer@nghean.example', 'sai rồi, sai rồi');
    const unknown = await enter(new Browser('192.0.2.2'), 'nobody@nghean.example', 'sai rồi, sai rồi');
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ refusal: { code: 'sign_in_failed' } });
  });

  it('takes no forged, foreign or ended session', async () => {
    const browser = new Browser();
    expectOk(await enter(browser, 'owner@nghean.example'));
    const cookie = browser.session(auth)!;
    const [token] = cookie.split('.');
    const now = new Date();
    expect(await currentSession(database.db, auth, `${token}.AAAA`, now)).toBeNull();
    expect(await currentSession(database.db, auth, token, now)).toBeNull();
    const inAMonth = new Date(now.getTime() + 30 * 86_400_000);
    expect(await currentSession(database.db, auth, cookie, inAMonth)).toBeNull();
    browser.keep(await signOut(auth, browser));
    expect(await currentSession(database.db, auth, cookie, now)).toBeNull();
    expect(browser.session(auth)).toBeUndefined();
  });
});

describe('lock-out', () => {
  const email = 'departmentleader@nghean.example';

  it('stops guessing after five tries, also when they come at once, and the right password then', async () => {
    const guesser = new Browser('198.51.100.7');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => enter(guesser, email, 'đoán mò lần nữa')),
    );
    const codes = answers.map((a) => (a.ok ? 'in' : a.refusal.code));
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'too_many_tries')).toHaveLength(7);
    expect(await enter(guesser, email)).toMatchObject({
      refusal: { code: 'too_many_tries', params: { minutes: 15 } },
    });
  });

  it('does not lock the owner out, who is elsewhere', async () => {
    expectOk(await enter(new Browser('203.0.113.9'), email));
  });

  it('does not lock the owner out behind the same address, in a browser used before', async () => {
    const own = new Browser('203.0.113.10');
    expectOk(await enter(own, email));
    own.address = '198.51.100.7';
    expectOk(await enter(own, email));
  });

  it('counts the wrong passwords of a known browser too', async () => {
    const own = new Browser('203.0.113.11');
    expectOk(await enter(own, email));
    for (let i = 0; i < 5; i++) await enter(own, email, 'đoán mò lần nữa');
    expect(await enter(own, email)).toMatchObject({ refusal: { code: 'too_many_tries' } });
  });

  it('stops one address that tries many accounts', async () => {
    const sprayer = new Browser('198.51.100.99');
    let stopped = 0;
    for (let i = 0; i < 62; i++) {
      const answer = await enter(sprayer, `person${i}@nghean.example`, 'Nghean@2026!');
      if (!answer.ok && answer.refusal.code === 'too_many_tries') stopped++;
    }
    expect(stopped).toBe(2);
  });

  it('takes a whole IPv6 household for one place', () => {
    expect(placeOf('2001:db8:1:2::77')).toBe(placeOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
    expect(placeOf('2001:db8:1:2::77')).not.toBe(placeOf('2001:db8:1:3::77'));
    expect(placeOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  });
});
