import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import {
  acceptInvitation,
  chooseProvince,
  closeAccount,
  currentSession,
  giveCredentials,
  invitePerson,
  openInvitations,
  readInvitation,
  readPerson,
  renewInvitation,
  requestSignUp,
  signIn,
  withdrawInvitation,
  type Auth,
} from '#people/server';
import { Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';

const PASSWORD = 'cái quạt mo của Bờm';
const BY_HAND = { byMail: false, locale: 'vi' } as const;
const BY_MAIL = { byMail: true, locale: 'en' } as const;
let database: TestDatabase;
let c: Cast;
let auth: Auth;
let counter = 0;

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  auth = testAuth(database);
});

const someone = () => ({ name: 'Cao Xuân Huy', email: `huy${++counter}@nghean.example` });
const asLeader = () => ({ unitId: c.units.department, role: 'department_leader' as const });
const accept = (link: string, password = PASSWORD, now = c.now) =>
  acceptInvitation(database.db, auth, { link, password }, now);

/** Letters waiting to be sent, taken out of the queue. */
async function letters() {
  const { rows } = await database.owner.query(
    `select j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'mail.send' order by j.id`,
  );
  await database.owner.query('delete from graphile_worker._private_jobs');
  return rows.map(
    (row) => row.payload as { letter: string; to: string; locale: string; values: { path: string } },
  );
}

async function enter(email: string, password = PASSWORD) {
  const browser = new Browser();
  browser.keep(expectOk(await signIn(auth, browser, { email, password })));
  const session = await currentSession(database.db, auth, browser.session(auth), new Date());
  if (session === null) throw new Error('no session');
  return { browser, session };
}

describe('an invitation', () => {
  it('by hand: its link lets the person choose a password and work in the role at once', async () => {
    const person = someone();
    const invited = expectOk(await invitePerson(c.administrator, { ...person, ...asLeader() }, BY_HAND));
    expect(await readInvitation(database.db, auth, invited.link!, c.now)).toMatchObject({
      value: { ...person, province: '40', hasCredentials: false },
    });
    expectOk(await accept(invited.link!));
    const { session } = await enter(person.email);
    expect(session.actor).toMatchObject({ accountId: invited.accountId, name: person.name });
    expect(session.actor?.memberships[0]?.role).toBe('department_leader');
  });

  it('by mail: the link is in the letter, and nobody else sees it', async () => {
    const person = someone();
    const invited = expectOk(await invitePerson(c.administrator, { ...person, ...asLeader() }, BY_MAIL));
    expect(invited.link).toBeNull();
    const [letter] = await letters();
    expect(letter).toMatchObject({ letter: 'invitation', to: person.email, locale: 'en' });
    expectOk(await accept(letter!.values.path.replace('/invitation/', '')));
    const { rows } = await database.owner.query(`select "emailVerified" from auth."user" where email = $1`, [
      person.email,
    ]);
    expect(rows[0].emailVerified).toBe(true);
  });

  it('is good once, for seven days, and not after it was withdrawn or renewed', async () => {
    const invite = async () => {
      const person = someone();
      const done = expectOk(await invitePerson(c.administrator, { ...person, ...asLeader() }, BY_HAND));
      return { ...person, link: done.link!, accountId: done.accountId };
    };
    const refused = { refusal: { code: 'link_is_not_valid' } };

    const once = await invite();
    const race = await Promise.all([accept(once.link), accept(once.link, 'một mật khẩu khác hẳn')]);
    expect(race.filter((answer) => answer.ok)).toHaveLength(1);
    expect((await accept(once.link)).ok).toBe(false);

    const late = await invite();
    expect(await accept(late.link, PASSWORD, new Date(c.now.getTime() + 8 * 86_400_000))).toMatchObject(
      refused,
    );

    const renewed = await invite();
    const { link } = expectOk(
      await renewInvitation(c.administrator, { accountId: renewed.accountId }, BY_HAND),
    );
    expect(await accept(renewed.link)).toMatchObject(refused);
    expectOk(await accept(link!));

    const withdrawn = await invite();
    const open = expectOk(await openInvitations(c.administrator));
    const { id } = open.find((one) => one.email === withdrawn.email)!;
    expectOk(await withdrawInvitation(c.administrator, id));
    expect(await accept(withdrawn.link)).toMatchObject(refused);

    for (const nonsense of ['', 'x', `40-${'a'.repeat(43)}`, `38-${'a'.repeat(43)}`, `40-' or 1=1 --`])
      expect(await accept(nonsense)).toMatchObject(refused);
  });

  it('keeps no link that could be read back', async () => {
    const invited = expectOk(await invitePerson(c.administrator, { ...someone(), ...asLeader() }, BY_HAND));
    const { rows } = await database.super.query(
      `select row_to_json(i)::text as row from people.invitation i`,
    );
    const secret = invited.link!.slice(3);
    expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
  });

  it('only gives the role where the person can sign in already', async () => {
    const person = someone();
    const first = expectOk(await invitePerson(c.administrator, { ...person, ...asLeader() }, BY_HAND));
    expectOk(await accept(first.link!));
    const centre = { unitId: c.units.centre, role: 'centre_officer' as const };
    const again = expectOk(await invitePerson(c.administrator, { ...person, ...centre }, BY_HAND));
    expect(again).toEqual({ accountId: first.accountId, link: null, known: true });
    expect(expectOk(await readPerson(c.administrator, first.accountId)).roles).toHaveLength(2);
  });

  it('leaves nothing behind when it is refused', async () => {
    const person = someone();
    const wrong = { unitId: c.units.treasury, role: 'centre_officer' as const };
    expect(await invitePerson(c.administrator, { ...person, ...wrong }, BY_MAIL)).toMatchObject({
      refusal: { code: 'role_does_not_fit_unit' },
    });
    const { rows } = await database.owner.query(`select 1 from auth."user" where email = $1`, [person.email]);
    expect(rows).toEqual([]);
    expect(expectOk(await openInvitations(c.administrator)).some((one) => one.email === person.email)).toBe(
      false,
    );
    expect(await letters()).toEqual([]);
  });

  it('is made by nobody but the administrator, and by owners for their own staff', async () => {
    for (const cx of [c.departmentLeader, c.centreDirector, c.auditor, c.owner])
      expect(await invitePerson(cx, { ...someone(), ...asLeader() }, BY_HAND)).toMatchObject({
        refusal: { code: 'not_permitted' },
      });
    const own = { unitId: c.units.stoneWorkshop, role: 'establishment_staff' as const };
    expectOk(await invitePerson(c.owner, { ...someone(), ...own }, BY_HAND));
  });

  it('cannot be followed after the account was closed', async () => {
    const invited = expectOk(await invitePerson(c.administrator, { ...someone(), ...asLeader() }, BY_HAND));
    expectOk(await closeAccount(c.administrator, auth, invited.accountId, null));
    expect(await accept(invited.link!)).toMatchObject({ refusal: { code: 'link_is_not_valid' } });
  });
});

describe('a person of two provinces', () => {
  it('joins the second by their own session, never by the link alone, and chooses where to work', async () => {
    const other = await cast(database.db, { province: '38' });
    const person = { name: 'Vũ Hải Yến', email: 'yen@moit.example' };
    const at = (cx: Cast) => ({ unitId: cx.units.cuc, role: 'cuc_officer' as const });
    const here = expectOk(await invitePerson(c.administrator, { ...person, ...at(c) }, BY_HAND));
    expectOk(await accept(here.link!));

    const there = expectOk(await invitePerson(other.administrator, { ...person, ...at(other) }, BY_HAND));
    expect(await accept(there.link!, 'mật khẩu của người khác')).toMatchObject({
      refusal: { code: 'email_has_credentials' },
    });
    const stranger = expectOk(await invitePerson(c.administrator, { ...someone(), ...asLeader() }, BY_HAND));
    const { session, browser } = await enter(person.email);
    expect(await acceptInvitation(database.db, auth, { link: stranger.link!, session }, c.now)).toMatchObject(
      { refusal: { code: 'sign_in_as_invited' } },
    );
    expectOk(await acceptInvitation(database.db, auth, { link: there.link!, session }, c.now));

    const now = () => currentSession(database.db, auth, browser.session(auth), new Date());
    const undecided = await now();
    expect(undecided).toMatchObject({ provinces: ['38', '40'], actor: null });
    expect(await chooseProvince(auth, undecided!, '01')).toBe(false);
    expect(await chooseProvince(auth, undecided!, '38')).toBe(true);
    expect((await now())?.actor).toMatchObject({ accountId: there.accountId, province: '38' });

    // Closed in one province, the person goes on in the other.
    expectOk(await closeAccount(other.administrator, auth, there.accountId, 'chuyển công tác'));
    const again = await enter(person.email);
    expect(again.session.actor).toMatchObject({ accountId: here.accountId, province: '40' });
  });
});

describe('an owner who registers', () => {
  const ask = (
    draft: { name: string; email: string; next?: string },
    delivery: typeof BY_HAND | typeof BY_MAIL,
    place: string,
  ) => requestSignUp(database.db, auth, new Browser(place), { ...draft, province: '40' }, delivery, c.now);

  it('has an account, without any role, once the mailed link was followed', async () => {
    const person = someone();
    expectOk(await ask(person, BY_MAIL, '192.0.2.10'));
    const [letter] = await letters();
    expect(letter).toMatchObject({ letter: 'sign_up', to: person.email });
    expectOk(await accept(letter!.values.path.replace('/invitation/', '')));
    const { session } = await enter(person.email);
    expect(session.actor).toMatchObject({ name: person.name, memberships: [] });
  });

  it('without a mail server waits for an administrator, who hands the link over', async () => {
    const person = someone();
    expectOk(await ask(person, BY_HAND, '192.0.2.11'));
    expect(await letters()).toEqual([]);
    const open = expectOk(await openInvitations(c.administrator));
    const waiting = open.find((one) => one.email === person.email)!;
    expect(waiting).toMatchObject({ accountId: null, mailed: false });
    const { link } = expectOk(await renewInvitation(c.administrator, { invitationId: waiting.id }, BY_HAND));
    expectOk(await accept(link!));
    expect((await enter(person.email)).session.actor?.memberships).toEqual([]);
  });

  it('is led on to where they were going, by the mailed link as by one handed over', async () => {
    const next = '/my/requests/new?place=17035&want=MM-01&start=MM-01';
    const [mailed, handed] = [someone(), someone()];
    expectOk(await ask({ ...mailed, next }, BY_MAIL, '192.0.2.21'));
    const [letter] = await letters();
    expect(letter!.values.path).not.toContain('next');
    expect(expectOk(await accept(letter!.values.path.replace('/invitation/', '')))).toMatchObject({ next });
    expectOk(await ask({ ...handed, next }, BY_HAND, '192.0.2.22'));
    const waiting = expectOk(await openInvitations(c.administrator)).find((o) => o.email === handed.email)!;
    const { link } = expectOk(await renewInvitation(c.administrator, { invitationId: waiting.id }, BY_HAND));
    expect(expectOk(await accept(link!))).toMatchObject({ next });
  });

  it('gets the same answer when the address is known; only the mailbox is told', async () => {
    const person = someone();
    const invited = expectOk(await invitePerson(c.administrator, { ...person, ...asLeader() }, BY_HAND));
    expectOk(await accept(invited.link!));
    expect(await ask(person, BY_MAIL, '192.0.2.12')).toEqual(await ask(someone(), BY_MAIL, '192.0.2.12'));
    expect((await letters()).map((letter) => letter.letter)).toEqual(['known', 'sign_up']);
    await ask({ ...person, next: '/my' }, BY_MAIL, '192.0.2.12');
    expect((await letters()).at(-1)?.values.path).toBe('/sign-in?next=%2Fmy');
  });

  it('cannot fill a mailbox, nor ask without end', async () => {
    const person = someone();
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await ask(person, BY_MAIL, '192.0.2.13'));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
    for (let i = 0; i < 20; i++) await ask(someone(), BY_HAND, '192.0.2.14');
    expect(await ask(someone(), BY_HAND, '192.0.2.14')).toMatchObject({
      refusal: { code: 'too_many_tries' },
    });
  });
});

describe('credentials', () => {
  it('are never set by somebody else for a person who has them', async () => {
    const { accountId } = c.departmentSpecialist.actor;
    expectOk(await giveCredentials(auth, c.departmentSpecialist, { accountId, password: PASSWORD }, c.now));
    expect(
      await giveCredentials(auth, c.departmentSpecialist, { accountId, password: 'mật khẩu thứ hai' }, c.now),
    ).toMatchObject({ refusal: { code: 'email_has_credentials' } });
  });
});
