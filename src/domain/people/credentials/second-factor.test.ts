import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import {
  beginEnrolment,
  confirmEnrolment,
  currentSession,
  endEnrolment,
  endSecondFactorOf,
  endSessions,
  giveCode,
  giveCredentials,
  listSessions,
  renewBackupCodes,
  signIn,
  type Auth,
} from '#people/server';
import { authenticator, Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';

const PASSWORD = 'trăm nghe không bằng một thấy';
let database: TestDatabase;
let c: Cast;
let auth: Auth;

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  auth = testAuth(database);
});

type Person =
  'centreOfficer' | 'departmentLeader' | 'financeOfficer' | 'centreAccountant' | 'auditor' | 'cucOfficer';
const emailOf = (person: Person) => `${person.toLowerCase()}@nghean.example`;
const whoIs = (browser: Browser) => currentSession(database.db, auth, browser.session(auth), new Date());

async function passwordStep(person: Person, browser = new Browser()) {
  const answer = expectOk(await signIn(auth, browser, { email: emailOf(person), password: PASSWORD }));
  browser.keep(answer);
  return { browser, codeNeeded: answer.codeNeeded };
}

/** Enrols the person by the code of this moment; `app(1)` is the next, accepted already. */
async function enrol(person: Person) {
  const { accountId } = c[person].actor;
  expectOk(await giveCredentials(auth, c[person], { accountId, password: PASSWORD }, c.now));
  const { browser } = await passwordStep(person);
  const begun = expectOk(await beginEnrolment(auth, browser, { password: PASSWORD }));
  const app = authenticator(begun.uri);
  const session = (await whoIs(browser))!;
  browser.keep(expectOk(await confirmEnrolment(auth, browser, session, app())));
  return { app, browser, backupCodes: begun.backupCodes };
}

describe('enrolling an authenticator app', () => {
  it('switches nothing on before a code proves that it works', async () => {
    const { accountId } = c.centreOfficer.actor;
    expectOk(await giveCredentials(auth, c.centreOfficer, { accountId, password: PASSWORD }, c.now));
    const { browser } = await passwordStep('centreOfficer');
    expect(await beginEnrolment(auth, browser, { password: 'sai mật khẩu rồi' })).toMatchObject({
      refusal: { code: 'password_is_wrong' },
    });
    const begun = expectOk(await beginEnrolment(auth, browser, { password: PASSWORD }));
    const session = (await whoIs(browser))!;
    expect(await confirmEnrolment(auth, browser, session, '000000')).toMatchObject({
      refusal: { code: 'code_is_wrong', field: 'code' },
    });
    expect((await passwordStep('centreOfficer')).codeNeeded).toBe(false);

    const elsewhere = (await passwordStep('centreOfficer')).browser;
    browser.keep(expectOk(await confirmEnrolment(auth, browser, session, authenticator(begun.uri)())));
    expect(await whoIs(browser)).toMatchObject({ secondFactor: true });
    expect(await whoIs(elsewhere), 'sessions without it have ended').toBeNull();
    expect((await passwordStep('centreOfficer')).codeNeeded).toBe(true);
  });
});

describe('signing in with a second factor', () => {
  it('gives no session for the password alone, and one for a right code', async () => {
    const { app } = await enrol('departmentLeader');
    const { browser, codeNeeded } = await passwordStep('departmentLeader');
    expect(codeNeeded).toBe(true);
    expect(await whoIs(browser)).toBeNull();
    expect(await giveCode(auth, browser, { code: '000000' })).toMatchObject({
      refusal: { code: 'code_is_wrong' },
    });
    const code = app(1);
    browser.keep(expectOk(await giveCode(auth, browser, { code: `${code.slice(0, 3)} ${code.slice(3)}` })));
    expect((await whoIs(browser))?.actor?.name).toBe('Lê Quang Huy');
  });

  it('takes no code twice, also when two use it at once', async () => {
    const { app } = await enrol('financeOfficer');
    const code = app(1);
    const [one, two] = [await passwordStep('financeOfficer'), await passwordStep('financeOfficer')];
    const answers = await Promise.all([
      giveCode(auth, one.browser, { code }),
      giveCode(auth, two.browser, { code }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const { browser } = await passwordStep('financeOfficer');
    expect(await giveCode(auth, browser, { code })).toMatchObject({ refusal: { code: 'code_is_wrong' } });
  });

  it('takes each backup code once, however it is typed; new ones void the old', async () => {
    const { browser: own, backupCodes } = await enrol('centreAccountant');
    expect(new Set(backupCodes).size).toBe(10);
    const [first, second] = backupCodes;
    const typed = ` ${first!.toUpperCase().replace('-', ' ')} `;
    const { browser } = await passwordStep('centreAccountant');
    browser.keep(expectOk(await giveCode(auth, browser, { code: typed })));
    const again = (await passwordStep('centreAccountant')).browser;
    expect((await giveCode(auth, again, { code: first! })).ok).toBe(false);

    const renewed = expectOk(await renewBackupCodes(auth, own, { password: PASSWORD }));
    const later = (await passwordStep('centreAccountant')).browser;
    expect((await giveCode(auth, later, { code: second! })).ok).toBe(false);
    expectOk(await giveCode(auth, later, { code: renewed[0]! }));
  });

  it('ends the try after five wrong codes', async () => {
    const { app } = await enrol('auditor');
    const { browser } = await passwordStep('auditor');
    for (let i = 0; i < 5; i++) await giveCode(auth, browser, { code: `11111${i}` });
    expect(await giveCode(auth, browser, { code: app(1) })).toMatchObject({
      refusal: { code: 'sign_in_timed_out' },
    });
  });

  it('can be cleared by the administrator for who has lost everything, never by the person’s password alone', async () => {
    const { browser } = await enrol('cucOfficer');
    const { accountId } = c.cucOfficer.actor;
    const given = { byMail: true, locale: 'vi', reason: 'mất điện thoại' } as const;
    for (const cx of [c.departmentLeader, c.auditor, c.cucOfficer])
      expect((await endSecondFactorOf(cx, auth, accountId, given)).ok).toBe(false);
    expectOk(await endSecondFactorOf(c.administrator, auth, accountId, given));
    expect(await whoIs(browser), 'sessions have ended').toBeNull();
    expect((await passwordStep('cucOfficer')).codeNeeded).toBe(false);
    const { rows } = await database.super.query(
      `select reason, actor_id from records.event where kind = 'account.second_factor_ended'`,
    );
    expect(rows).toEqual([{ reason: 'mất điện thoại', actor_id: c.administrator.actor.accountId }]);
  });

  it('can be switched off by the person, with the password', async () => {
    const { browser } = await passwordStep('centreAccountant');
    const stranger = await endEnrolment(auth, browser, { password: PASSWORD });
    expect(stranger, 'a password is not enough to get there').toMatchObject({
      refusal: { code: 'not_signed_in' },
    });
  });
});

describe('sessions', () => {
  it('are listed with place and computer, and can be ended one by one or all but this one', async () => {
    const { accountId } = c.owner.actor;
    expectOk(await giveCredentials(auth, c.owner, { accountId, password: PASSWORD }, c.now));
    const enter = async (address: string, agent: string) => {
      const browser = new Browser(address, agent);
      browser.keep(
        expectOk(await signIn(auth, browser, { email: 'owner@nghean.example', password: PASSWORD })),
      );
      return browser;
    };
    const office = await enter('192.0.2.1', 'Mozilla/5.0 (Windows NT 10.0) Chrome/156');
    const phone = await enter('203.0.113.5', 'Mozilla/5.0 (Linux; Android 16)');
    const lost = await enter('203.0.113.6', 'Mozilla/5.0 (iPhone)');
    const session = (await whoIs(office))!;
    const listed = await listSessions(auth, session.userId, new Date());
    expect(listed.map(({ address, userAgent }) => [address, userAgent]).toSorted()).toEqual([
      ['192.0.2.1', 'Mozilla/5.0 (Windows NT 10.0) Chrome/156'],
      ['203.0.113.5', 'Mozilla/5.0 (Linux; Android 16)'],
      ['203.0.113.6', 'Mozilla/5.0 (iPhone)'],
    ]);

    const lostId = listed.find(({ address }) => address === '203.0.113.6')!.id;
    expect(await endSessions(auth, 'somebody-else', { only: lostId })).toBe(0);
    expect(await endSessions(auth, session.userId, { only: lostId })).toBe(1);
    expect(await whoIs(lost)).toBeNull();
    expect(await endSessions(auth, session.userId, { allBut: session.sessionId })).toBe(1);
    expect(await whoIs(phone)).toBeNull();
    expect(await whoIs(office)).not.toBeNull();
  });
});
