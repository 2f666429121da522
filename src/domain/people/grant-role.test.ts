import { describe, expect, it } from 'vitest';
import { cast, testDatabase } from '#testing';
import { createAccount, createUnit, grantRole } from '#people/server';
import { expectOk } from '#kernel';

describe('the cast', () => {
  it('has a person for every role, each with the role on the right unit', async () => {
    const { db } = await testDatabase();
    const c = await cast(db);
    expect(c.centreOfficer.actor.memberships).toEqual([
      expect.objectContaining({ role: 'centre_officer', unitId: c.units.centre, unitKind: 'centre' }),
    ]);
    expect(c.communeOfficer.actor.memberships[0]?.communeCode).toBe('17035');
  });
});

describe('granting a role', async () => {
  const { db } = await testDatabase();
  const c = await cast(db);
  const newcomer = async () => {
    const email = `${Math.random()}@nghean.example`;
    return expectOk(await createAccount(c.administrator, { name: 'Người Mới', email })).id;
  };

  it('refuses a role on a kind of unit that does not have it', async () => {
    const grant = { accountId: await newcomer(), unitId: c.units.treasury, role: 'centre_officer' as const };
    expect(await grantRole(c.administrator, grant)).toMatchObject({
      refusal: { code: 'role_does_not_fit_unit', field: 'role' },
    });
  });

  it('refuses the same role twice, also when both grants race', async () => {
    const grant = { accountId: await newcomer(), unitId: c.units.centre, role: 'centre_officer' as const };
    const answers = await Promise.all([grantRole(c.administrator, grant), grantRole(c.administrator, grant)]);
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    expect(answers.find((a) => !a.ok)).toMatchObject({ refusal: { code: 'role_already_held' } });
  });

  it('keeps auditors apart from the programme they audit', async () => {
    const accountId = await newcomer();
    expectOk(await grantRole(c.administrator, { accountId, unitId: c.units.department, role: 'auditor' }));
    expect(
      await grantRole(c.administrator, { accountId, unitId: c.units.centre, role: 'centre_officer' }),
    ).toMatchObject({ refusal: { code: 'auditor_holds_no_other_role' } });
  });

  it('lets nobody change their own roles, the administrator included', async () => {
    const { accountId } = c.administrator.actor;
    expect(
      await grantRole(c.administrator, { accountId, unitId: c.units.department, role: 'department_leader' }),
    ).toMatchObject({ refusal: { code: 'not_permitted' } });
  });

  it('lets an owner take on staff of their own establishment only', async () => {
    const accountId = await newcomer();
    const role = 'establishment_staff' as const;
    expect((await grantRole(c.owner, { accountId, unitId: c.units.stoneWorkshop, role })).ok).toBe(true);
    expect(await grantRole(c.owner, { accountId, unitId: c.units.rattanCooperative, role })).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
  });

  it('does not see people and units of another province', async () => {
    const other = await cast(db, { province: '38' });
    const grant = {
      accountId: other.centreOfficer.actor.accountId,
      unitId: c.units.centre,
      role: 'centre_officer' as const,
    };
    expect(await grantRole(c.administrator, grant)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(
      await createUnit(c.administrator, { kind: 'centre', name: 'Phòng', parentId: other.units.department }),
    ).toMatchObject({
      refusal: { code: 'unit_is_closed' },
    });
  });
});
