import { beforeAll, describe, expect, it } from 'vitest';
import { expectOk, newId, type Result } from '#kernel';
import type { Role } from '#people';
import {
  actorOfAccount,
  closeAccount,
  contextOf,
  createAccount,
  createUnit,
  grantRole,
  readPerson,
  type Context,
} from '#people/server';
import { inProvince } from '#platform/server';
import { leaveWork, listUnheldWaits, takeUpWork, unheldWaits } from '#projects/server';
import {
  act,
  cast,
  newWorkshop,
  submitted,
  testAuth,
  testDatabase,
  type Cast,
  type TestDatabase,
} from '#testing';
import { endUnit, unheldOpinions } from './end-unit.server.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);

const unheld = (without: string | null = null) =>
  inProvince(people.administrator, (tx) => unheldWaits(tx, '40', localDay, without));
const localDay = '2026-11-23' as never;

async function requested() {
  const { owner, establishmentId } = await newWorkshop(people);
  return { owner, establishmentId, id: await submitted(owner, establishmentId) };
}

async function rolesOf(cx: Context) {
  return expectOk(await readPerson(people.administrator, cx.actor.accountId)).roles.filter(
    (role) => role.validTo === null,
  );
}

async function again(cx: Context): Promise<Context> {
  return contextOf(cx.db, (await actorOfAccount(cx, cx.actor.accountId, cx.now))!, cx.now);
}

/** A new person of the centre who holds a role there. */
async function hired(name: string, role: Role, unitId = people.units.centre): Promise<Context> {
  const email = `${newId()}@nghean.example`;
  const { id } = expectOk(await createAccount(people.administrator, { name, email }));
  expectOk(await grantRole(people.administrator, { accountId: id, unitId, role }));
  return contextOf(database.db, (await actorOfAccount(people.administrator, id, people.now))!, people.now);
}

const leaving = async (cx: Context, successor: string | null, close = true) => ({
  accountId: cx.actor.accountId,
  reason: 'Chuyển công tác',
  close,
  roles: (await rolesOf(cx)).map((role) => ({ membershipId: role.id, successor })),
});

describe('a person who leaves', () => {
  it('hands over what only they could do, in one act; nothing is left to nobody', async () => {
    const { id } = await requested();
    // Two officers: the first leaves nothing that the second cannot do.
    expect(await unheld(people.centreOfficer.actor.accountId)).toEqual([]);
    expectOk(await leaveWork(people.administrator, await leaving(people.secondOfficer, null)));
    const alone = await unheld(people.centreOfficer.actor.accountId);
    expect(alone).toMatchObject([{ step: 'accept_dossier', role: 'centre_officer' }]);
    const named = await inProvince(people.administrator, (tx) =>
      listUnheldWaits(tx, '40', localDay, people.centreOfficer.actor.accountId, 10),
    );
    expect(named.map((one) => one.projectId)).toContain(id);

    const officer = people.centreOfficer;
    const refused = await leaveWork(people.administrator, await leaving(officer, null));
    expect(codes(refused)).toEqual(['work_left_to_nobody']);
    expect((await rolesOf(officer)).length).toBe(1);

    const successor = people.centreAccountant;
    expectOk(await leaveWork(people.administrator, await leaving(officer, successor.actor.accountId)));
    expect(await rolesOf(officer)).toEqual([]);
    expect(await actorOfAccount(officer, officer.actor.accountId, officer.now)).toBeUndefined();
    expect(await unheld()).toEqual([]);
    expectOk(await act(await again(successor), id, 'accept_dossier'));
    const { rows } = await database.super.query<{ kind: string; reason: string }>(
      `select kind, reason from records.event where subject_id = $1 and kind in ('work.handed_over', 'account.closed') order by kind`,
      [officer.actor.accountId],
    );
    expect(rows).toEqual([
      { kind: 'account.closed', reason: 'Chuyển công tác' },
      { kind: 'work.handed_over', reason: 'Chuyển công tác' },
    ]);
    const told = await database.super.query(
      `select from records.notice where kind = 'work_handed_over' and account_id = $1`,
      [successor.actor.accountId],
    );
    expect(told.rowCount).toBe(1);
  });

  it('is refused with everything that does not fit, and only the administrator does it', async () => {
    const officer = await hired('Nguyễn Văn Mới', 'centre_officer');
    const input = await leaving(officer, officer.actor.accountId);
    expect(codes(await leaveWork(people.centreDirector, input))).toEqual(['not_permitted']);
    const own = { ...input, accountId: people.administrator.actor.accountId };
    expect(codes(await leaveWork(people.administrator, own))).toEqual(['not_permitted']);
    expect(codes(await leaveWork(people.administrator, input))).toEqual(['successor_is_the_one_who_leaves']);
    const auditor = await leaving(officer, people.auditor.actor.accountId);
    expect(codes(await leaveWork(people.administrator, auditor))).toEqual(['auditor_holds_no_other_role']);
    const nothing = { ...input, roles: [], close: false };
    expect(codes(await leaveWork(people.administrator, nothing))).toEqual(['nothing_is_handed_over']);
    expect(codes(await leaveWork(people.administrator, { ...input, accountId: newId() }))).toEqual([
      'not_found',
    ]);
    // Two administrators' pages at once: the second finds the role ended.
    const other = people.centreDirector.actor.accountId;
    const same = await leaving(officer, other, false);
    const results = await Promise.all([same, same].map((one) => leaveWork(people.administrator, one)));
    expect(results.flatMap(codes)).toEqual(['role_has_ended']);
  });

  it('whose account was closed at once leaves work that is listed, and is given to somebody', async () => {
    const accountant = await hired('Kế toán mới', 'centre_accountant');
    const { id } = await requested();
    // They took the work up above, and are the only ones who can do it.
    for (const one of [people.centreAccountant, people.centreDirector])
      expectOk(await closeAccount(people.administrator, testAuth(database), one.actor.accountId, 'mất máy'));
    expect(await unheld()).toMatchObject([{ step: 'accept_dossier', role: 'centre_officer', waits: 1 }]);

    const given = {
      role: 'centre_officer' as const,
      unitId: people.units.centre,
      to: people.secondAccountant.actor.accountId,
      reason: 'Người cũ nghỉ',
    };
    expect(codes(await takeUpWork(people.departmentLeader, given))).toEqual(['not_permitted']);
    const wrong = { ...given, unitId: people.units.department };
    expect(codes(await takeUpWork(people.administrator, wrong))).toEqual(['role_does_not_fit_unit']);
    const both = await Promise.all([
      takeUpWork(people.administrator, given),
      takeUpWork(people.administrator, { ...given, to: accountant.actor.accountId }),
    ]);
    expect(both.some((one) => one.ok)).toBe(true);
    expect(await unheld()).toEqual([]);
    expect(codes(await takeUpWork(people.administrator, given))).toEqual(['work_is_held']);
    const seen = await Promise.all([people.secondAccountant, accountant].map(again));
    const taker = seen.find((one) => one.actor.memberships.some((m) => m.role === 'centre_officer'))!;
    expectOk(await act(taker, id, 'accept_dossier'));
  });
});

describe('a unit that ends', () => {
  const later = (cx: Context) => contextOf(cx.db, cx.actor, new Date(cx.now.getTime() + 86_400_000));

  it('hands the opinions asked of it and its people on to its successor, or does not end', async () => {
    const { id } = await requested();
    const unit = people.units.financeDepartment;
    const made = await createUnit(people.administrator, {
      kind: 'finance_department',
      name: 'Sở Tài chính mới',
    });
    const successor = expectOk(made).id;
    const consultation = newId();
    await database.super.query(`select set_config('kc.province', '40', false)`);
    await database.super.query(
      `insert into appraisal.consultation (province, id, project_id, questions, papers, silence, asked_by, asked_at)
       values ('40', $1, $2, 'Cân đối được không?', '{}', 'nothing', $3, now())`,
      [consultation, id, people.departmentSpecialist.actor.accountId],
    );
    await database.super.query(
      `insert into appraisal.opinion (province, id, consultation_id, project_id, no, unit_id, required, due_on)
       values ('40', gen_random_uuid(), $1, $2, 1, $3, true, '2026-12-01')`,
      [consultation, id, unit],
    );
    const admin = later(people.administrator);
    const end = (successorId: string | null, moveMembers: boolean) =>
      endUnit(admin, unit, { successorId, reason: 'Sắp xếp bộ máy', moveMembers });
    expect(codes(await end(successor, false))).toEqual(['unit_has_members']);
    expect(codes(await end(null, true))).toEqual(['moving_needs_successor']);
    expect(codes(await end(people.units.department, true))).toEqual(['successor_is_not_fit']);
    const results = await Promise.all([end(successor, true), end(successor, true)]);
    expect(results.flatMap(codes)).toEqual(['unit_is_closed']);
    const opinion = await database.super.query(
      `select unit_id from appraisal.opinion where consultation_id = $1`,
      [consultation],
    );
    expect(opinion.rows).toEqual([{ unit_id: successor }]);
    for (const officer of [people.financeOfficer, people.secondFinanceOfficer]) {
      const actor = await actorOfAccount(officer, officer.actor.accountId, admin.now);
      expect(actor?.memberships.map(({ unitId, role }) => [unitId, role])).toEqual([
        [successor, 'finance_officer'],
      ]);
    }
    expect(await inProvince(admin, (tx) => unheldOpinions(tx, '40', '2026-11-24'))).toEqual([]);
    // Nobody is left in the new one either: it shows.
    await database.super.query(`update people.account set active = false where name = any ($1)`, [
      [people.financeOfficer.actor.name, people.secondFinanceOfficer.actor.name],
    ]);
    expect(await inProvince(admin, (tx) => unheldOpinions(tx, '40', '2026-11-24'))).toMatchObject([
      { unitId: successor, opinions: 1 },
    ]);
  });

  it('takes an establishment and its waits along, and does not leave them behind', async () => {
    const { owner, establishmentId, id } = await requested();
    const { rows } = await database.super.query<{ unit_id: string }>(
      `select unit_id from establishments.establishment where id = $1`,
      [establishmentId],
    );
    const unit = rows[0]!.unit_id;
    await database.super.query(
      `update records.deadline set owner_role = 'establishment_owner', owner_unit = $1 where subject_id = $2`,
      [unit, id],
    );
    const admin = later(people.administrator);
    const made = await createUnit(people.administrator, {
      kind: 'establishment',
      name: 'Công ty sau sáp nhập',
      communeCode: '17035',
    });
    const successor = expectOk(made).id;
    const end = (successorId: string | null) =>
      endUnit(admin, unit, { successorId, reason: 'Sáp nhập', moveMembers: successorId !== null });
    const other = owner.actor.memberships.find((m) => m.unitKind === 'establishment' && m.unitId !== unit);
    if (other) expect(codes(await end(other.unitId))).toEqual(['unit_leaves_work']);
    expectOk(await end(successor));
    const after = await database.super.query(
      `select e.unit_id as establishment, d.owner_unit as wait from establishments.establishment e
         join records.deadline d on d.subject_id = $2 where e.id = $1`,
      [establishmentId, id],
    );
    expect(after.rows).toEqual([{ establishment: successor, wait: successor }]);
  });
});
