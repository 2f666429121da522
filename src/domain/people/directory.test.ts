import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { unitKinds } from '#people';
import {
  changeAccount,
  closeAccount,
  closeUnitIn,
  createAccount,
  createUnit,
  currentSession,
  demoAccounts,
  editUnit,
  endRole,
  giveCredentials,
  grantRole,
  listPeople,
  listUnitsOf,
  readPerson,
  readUnit,
  reopenAccount,
  signIn,
  signInAsDemo,
  type Auth,
  type Context,
} from '#people/server';
import { transact } from '#platform/server';
import { Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';

let database: TestDatabase;
let c: Cast;
let auth: Auth;
const PASSWORD = 'nước chảy đá mòn';

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  auth = testAuth(database);
});

const roleOf = async (cx: Context) =>
  expectOk(await readPerson(c.administrator, cx.actor.accountId)).roles[0]!;
const tomorrow = (cx: Context): Context => ({ ...cx, now: new Date(cx.now.getTime() + 86_400_000) });

async function newAdministrator(name: string): Promise<Context> {
  const email = `${name.toLowerCase().replace(/\W/g, '')}@nghean.example`;
  const { id } = expectOk(await createAccount(c.administrator, { name, email }));
  const grant = { accountId: id, unitId: c.units.department, role: 'administrator' as const };
  expectOk(await grantRole(c.administrator, grant));
  const membership = { ...c.administrator.actor.memberships[0]! };
  return {
    ...c.administrator,
    actor: { ...c.administrator.actor, accountId: id, name, memberships: [membership] },
  };
}

describe('closing an account', () => {
  it('ends its roles and sessions at once, keeps the name in the trail, and can be undone', async () => {
    const { accountId } = c.secondOfficer.actor;
    expectOk(await giveCredentials(auth, c.secondOfficer, { accountId, password: PASSWORD }, c.now));
    const browser = new Browser();
    const enter = () => signIn(auth, browser, { email: 'secondofficer@nghean.example', password: PASSWORD });
    browser.keep(expectOk(await enter()));
    expectOk(await closeAccount(c.administrator, auth, accountId, 'nghỉ hưu'));
    expect(await currentSession(database.db, auth, browser.session(auth), new Date())).toBeNull();
    browser.keep(expectOk(await enter()));
    const session = await currentSession(database.db, auth, browser.session(auth), new Date());
    expect(session, 'credentials may serve elsewhere; here nobody is let in').toMatchObject({
      actor: null,
      provinces: [],
    });
    const { rows } = await database.super.query(
      `select before, reason from records.event where kind = 'account.closed' and subject_id = $1`,
      [accountId],
    );
    expect(rows).toEqual([
      { before: { roles: [{ role: 'centre_officer', unitId: c.units.centre }] }, reason: 'nghỉ hưu' },
    ]);

    expectOk(await reopenAccount(c.administrator, accountId));
    expect(expectOk(await readPerson(c.administrator, accountId))).toMatchObject({
      active: true,
      roles: [{ role: 'centre_officer', validTo: '2026-11-23' }],
    });
    expectOk(await grantRole(c.administrator, { accountId, unitId: c.units.centre, role: 'centre_officer' }));
  });

  it('is refused for oneself, and to everyone but administrators', async () => {
    const { accountId } = c.administrator.actor;
    expect((await closeAccount(c.administrator, auth, accountId, null)).ok).toBe(false);
    for (const cx of [c.departmentLeader, c.auditor, c.owner])
      expect(await closeAccount(cx, auth, c.secondOwner.actor.accountId, null)).toMatchObject({
        refusal: { code: 'not_permitted' },
      });
  });

  it('leaves one administrator when two close each other at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, two] = [
        await newAdministrator(`Quản Một ${round}`),
        await newAdministrator(`Quản Hai ${round}`),
      ];
      const answers = await Promise.all([
        closeAccount(one, auth, two.actor.accountId, null),
        closeAccount(two, auth, one.actor.accountId, null),
      ]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    }
  });
});

describe('ending a role', () => {
  it('is effective at once and stays in the record', async () => {
    const held = await roleOf(c.secondApprover);
    expectOk(await endRole(c.administrator, held.id));
    expect(await roleOf(c.secondApprover)).toMatchObject({ id: held.id, validTo: '2026-11-23' });
    expect(await endRole(c.administrator, held.id)).toMatchObject({ refusal: { code: 'role_has_ended' } });
  });

  it('is the owner’s for the own staff, and nobody’s for their own', async () => {
    const staff = await roleOf(c.ownersStaff);
    expect(await endRole(c.secondOwner, staff.id)).toMatchObject({ refusal: { code: 'not_permitted' } });
    expectOk(await endRole(c.owner, staff.id));
    const own = await roleOf(c.administrator);
    expect(await endRole(c.administrator, own.id)).toMatchObject({ refusal: { code: 'not_permitted' } });
    expect(await endRole(c.administrator, crypto.randomUUID())).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('units', () => {
  it('are corrected with before and after in the trail', async () => {
    const { treasury } = c.units;
    const names = {
      name: 'Kho bạc Nhà nước khu vực XI',
      shortName: 'KBNN',
      parentId: null,
      communeCode: null,
    };
    expectOk(await editUnit(c.administrator, treasury, names));
    expect(expectOk(await readUnit(c.departmentSpecialist, treasury))).toMatchObject({
      name: names.name,
      shortName: 'KBNN',
    });
    const { rows } = await database.super.query(
      `select before ->> 'name' as before, after ->> 'name' as after from records.event where kind = 'unit.changed'`,
    );
    expect(rows).toEqual([{ before: 'Kho bạc Nhà nước Nghệ An', after: names.name }]);
  });

  it('close with a successor of their kind, once nobody holds a role there', async () => {
    const made = async (name: string) =>
      expectOk(await createUnit(c.administrator, { kind: 'centre', name, parentId: c.units.department })).id;
    const merged = await made('Trung tâm Xúc tiến thương mại Nghệ An');
    const close = (cx: Context, id: string, successorId: string | null) =>
      transact(cx, (tx) => closeUnitIn(tx, cx, id, { successorId, reason: 'sáp nhập', moveMembers: false }));
    expect(await close(c.administrator, merged, c.units.centre)).toMatchObject({
      refusal: { code: 'unit_began_today' },
    });
    const later = tomorrow(c.administrator);
    expect(await close(later, c.units.centre, merged)).toMatchObject({
      refusal: { code: 'unit_has_members' },
    });
    for (const unfit of [merged, c.units.department, crypto.randomUUID()])
      expect(await close(later, merged, unfit)).toMatchObject({ refusal: { code: 'successor_is_not_fit' } });
    expect(await close(c.departmentLeader, merged, null)).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
    expectOk(await close(later, merged, c.units.centre));
    const listed = expectOk(await listUnitsOf(later, { kinds: ['centre'] }));
    expect(listed.map(({ name, successorName }) => [name, successorName])).toEqual([
      [expect.stringContaining('Tư vấn'), null],
      ['Trung tâm Xúc tiến thương mại Nghệ An', expect.stringContaining('Tư vấn')],
    ]);
    const grant = { accountId: c.auditor.actor.accountId, unitId: merged, role: 'centre_officer' as const };
    expect(await grantRole(later, grant)).toMatchObject({ refusal: { code: 'unit_is_closed' } });
  });

  it('stand under no unit that stands under them', async () => {
    const { department, centre } = c.units;
    const names = { name: 'Sở Công Thương Nghệ An' };
    for (const parentId of [department, centre])
      expect(await editUnit(c.administrator, department, { ...names, parentId })).toMatchObject({
        refusal: { code: 'unit_is_its_own_parent' },
      });
  });

  it('have one office a commune', async () => {
    const office = { kind: 'commune' as const, name: 'Ủy ban nhân dân xã Quỳ Hợp 2', communeCode: '17035' };
    expect(await createUnit(c.administrator, office)).toMatchObject({
      refusal: { code: 'commune_has_an_office' },
    });
    expect(
      await editUnit(c.administrator, c.units.truongVinh, { name: office.name, communeCode: '17035' }),
    ).toMatchObject({ refusal: { code: 'commune_has_an_office' } });
    expect(await createUnit(c.administrator, { ...office, communeCode: null })).toMatchObject({
      refusal: { code: 'unit_needs_commune' },
    });
  });
});

describe('the list of people', () => {
  it('finds names with or without accents, by role, and pages by name', async () => {
    const names = async (filter: Parameters<typeof listPeople>[1]) =>
      expectOk(await listPeople(c.administrator, filter)).people.map(({ name }) => name);
    expect(await names({ query: 'duc' })).toEqual(['Hoàng Minh Đức']);
    expect(await names({ query: 'Đức' })).toEqual(['Hoàng Minh Đức']);
    expect(await names({ query: '%' })).toEqual([]);
    expect(await names({ role: 'department_leader' })).toEqual(['Lê Quang Huy', 'Phạm Thị Thu Hà']);
    expect(await names({ unitId: c.units.quyHop })).toEqual(['Lô Văn Thắng']);

    for (let i = 0; i < 60; i++)
      expectOk(
        await createAccount(c.administrator, { name: `Người Thứ ${i}`, email: `n${i}@nghean.example` }),
      );
    const seen: string[] = [];
    let after: { name: string; id: string } | undefined;
    for (let pages = 0; pages < 9; pages++) {
      const page = expectOk(await listPeople(c.administrator, after ? { after } : {}));
      seen.push(...page.people.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    const { rows } = await database.super.query(`select count(*)::int as n from people.account where active`);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(rows[0].n);
  });

  it('is the administrator’s and the auditor’s; everyone reads themself', async () => {
    expect((await listPeople(c.auditor, {})).ok).toBe(true);
    expect(await listPeople(c.centreOfficer, {})).toMatchObject({ refusal: { code: 'not_permitted' } });
    const { accountId } = c.centreOfficer.actor;
    expect(expectOk(await readPerson(c.centreOfficer, accountId)).name).toBe('Hoàng Minh Đức');
    expect(await readPerson(c.centreOfficer, c.owner.actor.accountId)).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  it('does not see another province', async () => {
    const other = await cast(database.db, { province: '38' });
    expect(await readPerson(c.administrator, other.owner.actor.accountId)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await readUnit(c.administrator, other.units.centre)).toMatchObject({
      refusal: { code: 'not_found' },
    });
    const units = expectOk(await listUnitsOf(other.administrator, { kinds: unitKinds }));
    expect(units).toHaveLength(Object.keys(other.units).length);
  });
});

describe('changing a profile', () => {
  it('is one’s own affair and the administrator’s', async () => {
    const { accountId } = c.owner.actor;
    expectOk(await changeAccount(c.owner, accountId, { name: ' Trương  Văn Quý ', phone: '0912.345.678' }));
    expect(expectOk(await readPerson(c.owner, accountId))).toMatchObject({
      name: 'Trương Văn Quý',
      phone: '0912345678',
    });
    expect(await changeAccount(c.owner, accountId, { name: 'Q', phone: 'số nhà' })).toMatchObject({
      refusal: { field: 'name' },
    });
    expect(await changeAccount(c.secondOwner, accountId, { name: 'Kẻ Lạ Mặt' })).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
  });
});

describe('sample accounts', () => {
  it('are one a role, for one click, in a sample province only', async () => {
    expect(await demoAccounts(c.administrator, c.now)).toEqual([]);
    const scope = { db: database.db, province: '01' };
    const sample = await cast(database.db, { province: '01', sample: true });
    const offered = await demoAccounts(scope, sample.now);
    expect(offered.map(({ role }) => role)).toEqual([...new Set(offered.map(({ role }) => role))]);
    expect(offered).toHaveLength(13);

    const browser = new Browser();
    const { accountId } = offered.find(({ role }) => role === 'centre_director')!;
    browser.keep(expectOk(await signInAsDemo(auth, scope, accountId, sample.now)));
    const session = await currentSession(database.db, auth, browser.session(auth), new Date());
    expect(session).toMatchObject({ method: 'demo', sample: true, actor: { accountId } });
    expectOk(await signInAsDemo(auth, scope, accountId, sample.now));

    const real = { db: database.db, province: '40' };
    for (const id of [c.centreDirector.actor.accountId, accountId])
      expect(await signInAsDemo(auth, real, id, c.now)).toMatchObject({ refusal: { code: 'demo_is_off' } });
  });
});
