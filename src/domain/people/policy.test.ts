import { describe, expect, it } from 'vitest';
import {
  differentPerson,
  mayAccount,
  mayChangeRole,
  mayUnit,
  mayWrite,
  readsWholeProvince,
  roles,
  staffRoles,
  unitKinds,
  unitKindsOfRole,
  type Actor,
  type Role,
} from '#people';
import { cast, testDatabase } from '#testing';

const holding = (role: Role, unitId = 'unit'): Actor => ({
  accountId: `someone-${role}`,
  province: '40',
  name: role,
  memberships: [{ unitId, unitKind: unitKindsOfRole[role][0]!, unitName: 'Đơn vị', role }],
});
const rolesThat = (may: (actor: Actor) => boolean) => roles.filter((role) => may(holding(role)));

describe('who may what, role by role', () => {
  it('units: every officer sees them, the administrator keeps them', () => {
    expect(rolesThat((actor) => mayUnit(actor, 'list'))).toEqual(staffRoles);
    for (const action of ['create', 'edit', 'close'] as const)
      expect(rolesThat((actor) => mayUnit(actor, action))).toEqual(['administrator']);
  });

  it('people: the administrator keeps them, the auditor looks', () => {
    expect(rolesThat((actor) => mayAccount(actor, 'list'))).toEqual(['auditor', 'administrator']);
    for (const action of ['create', 'edit', 'close', 'invite'] as const)
      expect(rolesThat((actor) => mayAccount(actor, action))).toEqual(['administrator']);
  });

  it('roles: an administrator for everyone, an owner for the staff of the own establishment', () => {
    const staff = { accountId: 'another', unitId: 'unit', role: 'establishment_staff' as const };
    expect(rolesThat((actor) => mayChangeRole(actor, staff))).toEqual([
      'establishment_owner',
      'administrator',
    ]);
    expect(rolesThat((actor) => mayChangeRole(actor, { ...staff, unitId: 'elsewhere' }))).toEqual([
      'administrator',
    ]);
    for (const role of roles.filter((one) => one !== 'establishment_staff'))
      expect(rolesThat((actor) => mayChangeRole(actor, { ...staff, role }))).toEqual(['administrator']);
  });

  it('nobody changes their own roles', () => {
    for (const role of roles)
      for (const wanted of roles) {
        const actor = holding(role);
        expect(mayChangeRole(actor, { accountId: actor.accountId, unitId: 'unit', role: wanted })).toBe(
          false,
        );
      }
  });

  it('an auditor reads the whole province and writes nothing', () => {
    expect(rolesThat(mayWrite)).toEqual(roles.filter((role) => role !== 'auditor'));
    expect(readsWholeProvince(holding('auditor'))).toBe(true);
    expect(mayWrite({ ...holding('auditor'), memberships: [] })).toBe(false);
  });

  it('communes and establishments do not see the whole province', () => {
    expect(roles.filter((role) => !readsWholeProvince(holding(role)))).toEqual([
      'establishment_owner',
      'establishment_staff',
      'commune_officer',
    ]);
  });

  it('who prepared does not approve', () => {
    const actor = holding('department_leader');
    expect(differentPerson(actor, actor.accountId)).toMatchObject({
      refusal: { code: 'same_person_may_not' },
    });
    expect(differentPerson(actor, 'another').ok).toBe(true);
    expect(differentPerson(actor, null).ok).toBe(true);
  });
});

describe('the database', () => {
  it('allows a role on exactly the kinds of unit the rule allows it on', async () => {
    const { db, owner } = await testDatabase();
    const c = await cast(db);
    const client = await owner.connect();
    try {
      await client.query(`select set_config('kc.province', '40', false)`);
      for (const kind of unitKinds) {
        const id = crypto.randomUUID();
        await client.query(
          `insert into people.unit (province, id, kind, name, commune_code, valid_from, created_at)
           values ('40', $1, $2, 'Đơn vị thử', '99999', '2026-01-01', now())`,
          [id, kind],
        );
        for (const role of roles) {
          const insert = client.query(
            `insert into people.membership (province, id, account_id, unit_id, unit_kind, role, valid_from)
             values ('40', gen_random_uuid(), $1, $2, $3, $4, '2026-01-01')`,
            [c.auditor.actor.accountId, id, kind, role],
          );
          if (unitKindsOfRole[role].includes(kind)) await insert;
          else await expect(insert, `${role} on ${kind}`).rejects.toThrow(/role_fits_the_unit/);
        }
      }
    } finally {
      client.release();
    }
  });
});
