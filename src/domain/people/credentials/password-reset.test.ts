import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import {
  changePassword,
  currentSession,
  giveCredentials,
  isResetToken,
  requestPasswordReset,
  resetPassword,
  sendResetLink,
  signIn,
  type Auth,
} from '#people/server';
import { Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';

const OLD = 'mật khẩu đã quên mất';
const NEW = 'mật khẩu vừa mới nghĩ ra';
let database: TestDatabase;
let c: Cast;
let auth: Auth;

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  auth = testAuth(database);
  for (const person of ['owner', 'secondOwner', 'communeOfficer', 'ownersStaff'] as const) {
    const { accountId } = c[person].actor;
    expectOk(await giveCredentials(auth, c[person], { accountId, password: OLD }, c.now));
  }
});

const ask = (email: string, place = '192.0.2.1') =>
  requestPasswordReset(database.db, auth, new Browser(place), { email, locale: 'vi' }, new Date());
const enter = (email: string, password: string, browser = new Browser(`198.51.100.${email.length}`)) =>
  signIn(auth, browser, { email, password });

async function letters() {
  const { rows } = await database.owner.query(
    `select payload from graphile_worker._private_jobs order by id`,
  );
  await database.owner.query('delete from graphile_worker._private_jobs');
  return rows.map((row) => row.payload as { letter: string; to: string; values: { path: string } });
}

describe('a forgotten password', () => {
  it('is replaced by a link that only the mailbox gets; other sessions end', async () => {
    const email = 'owner@nghean.example';
    const old = new Browser();
    old.keep(expectOk(await enter(email, OLD, old)));
    expectOk(await ask(' Owner@NgheAn.example '));
    const [letter] = await letters();
    expect(letter).toMatchObject({ letter: 'password_reset', to: email });
    const token = letter!.values.path.replace('/password-reset/', '');
    expect(await isResetToken(auth, token, new Date())).toBe(true);
    expect((await enter(email, OLD)).ok, 'the old one is good until a new one is chosen').toBe(true);

    expect(await resetPassword(auth, old, { token, password: 'ngắn' }, new Date())).toMatchObject({
      refusal: { field: 'password' },
    });
    expectOk(await resetPassword(auth, old, { token, password: NEW }, new Date()));
    expect(await currentSession(database.db, auth, old.session(auth), new Date())).toBeNull();
    expect((await enter(email, NEW)).ok).toBe(true);
    expect((await enter(email, OLD)).ok).toBe(false);
    expect(await resetPassword(auth, old, { token, password: `${NEW}!` }, new Date())).toMatchObject({
      refusal: { code: 'link_is_not_valid' },
    });
  });

  it('keeps no link that could be read back, and takes none that is old or invented', async () => {
    expectOk(await ask('secondowner@nghean.example'));
    const [letter] = await letters();
    const token = letter!.values.path.replace('/password-reset/', '');
    const { rows } = await database.owner.query(
      `select row_to_json(v)::text as row from auth.verification v`,
    );
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    const later = new Date(Date.now() + 3 * 3_600_000);
    expect(await resetPassword(auth, new Browser(), { token, password: NEW }, later)).toMatchObject({
      refusal: { code: 'link_is_not_valid' },
    });
    expect(await isResetToken(auth, 'x'.repeat(43), new Date())).toBe(false);
  });

  it('gets the same answer for an address nobody has, and no letter', async () => {
    expect(await ask('nobody@nghean.example')).toEqual({ ok: true, value: undefined });
    expect(await letters()).toEqual([]);
  });

  it('cannot be used to fill a mailbox', async () => {
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await ask('communeofficer@nghean.example', `192.0.2.${i + 20}`));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
    expect(await letters()).toHaveLength(3);
  });
});

describe('a reset by the administrator', () => {
  const BY_HAND = { byMail: false, locale: 'vi' } as const;

  it('hands the link over where no mail can be sent, and is in the trail', async () => {
    const { accountId } = c.ownersStaff.actor;
    const { link } = expectOk(
      await sendResetLink({ ...c.administrator, now: new Date() }, auth, accountId, BY_HAND),
    );
    expectOk(await resetPassword(auth, new Browser(), { token: link!, password: NEW }, new Date()));
    expect((await enter('ownersstaff@nghean.example', NEW)).ok).toBe(true);
    const { rows } = await database.super.query(
      `select subject_id, actor_id from records.event where kind = 'account.reset_offered'`,
    );
    expect(rows).toEqual([{ subject_id: accountId, actor_id: c.administrator.actor.accountId }]);
  });

  it('is for administrators, and never hands over the keys of another province', async () => {
    const { accountId } = c.owner.actor;
    for (const cx of [c.departmentLeader, c.auditor, c.secondOwner])
      expect(await sendResetLink(cx, auth, accountId, BY_HAND)).toMatchObject({
        refusal: { code: 'not_permitted' },
      });
    expect(
      await sendResetLink(c.administrator, auth, c.centreOfficer.actor.accountId, BY_HAND),
    ).toMatchObject({
      refusal: { code: 'person_cannot_sign_in' },
    });
    const other = await cast(database.db, { province: '38' });
    await database.super.query(
      `update people.account a set auth_user_id = b.auth_user_id from people.account b where a.id = $1 and b.id = $2`,
      [other.owner.actor.accountId, accountId],
    );
    expect(await sendResetLink(c.administrator, auth, accountId, BY_HAND)).toMatchObject({
      refusal: { code: 'person_serves_other_provinces' },
    });
    expectOk(await sendResetLink(c.administrator, auth, accountId, { byMail: true, locale: 'vi' }));
  });
});

describe('changing the password', () => {
  it('needs the one in use, and ends the other sessions', async () => {
    const email = 'communeofficer@nghean.example';
    const [here, there] = [new Browser('192.0.2.50'), new Browser('192.0.2.51')];
    here.keep(expectOk(await enter(email, OLD, here)));
    there.keep(expectOk(await enter(email, OLD, there)));
    expect(
      await changePassword(auth, here, { email }, { current: 'không phải', password: NEW }),
    ).toMatchObject({
      refusal: { code: 'password_is_wrong', field: 'current' },
    });
    here.keep(expectOk(await changePassword(auth, here, { email }, { current: OLD, password: NEW })));
    const whoIs = (browser: Browser) => currentSession(database.db, auth, browser.session(auth), new Date());
    expect(await whoIs(here)).not.toBeNull();
    expect(await whoIs(there)).toBeNull();
  });
});
