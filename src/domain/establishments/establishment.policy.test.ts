import { describe, expect, it } from 'vitest';
import { roles, unitKindsOfRole, type Actor, type Role } from '#people';
import {
  listableCommunes,
  mayChangeEstablishment,
  mayReadEstablishment,
  mayRegisterEstablishment,
  mayRegisterSomewhere,
} from './establishment.policy.ts';

const here = { commune: '17035', unitId: 'own' };
const actor = (role?: Role, over: { unitId?: string; communeCode?: string } = {}): Actor => ({
  accountId: 'a',
  province: '40',
  name: 'Lê Văn Bình',
  memberships:
    role === undefined
      ? []
      : [
          {
            unitId: 'own',
            unitKind: unitKindsOfRole[role][0]!,
            unitName: 'x',
            role,
            communeCode: '17035',
            ...over,
          },
        ],
});

const rights = (who: Actor) =>
  [
    mayRegisterEstablishment(who, here) && 'register',
    mayReadEstablishment(who, here) && 'read',
    mayChangeEstablishment(who, here) && 'change',
    listableCommunes(who) === null ? 'list all' : listableCommunes(who) && 'list own',
  ].filter(Boolean);

describe('who may do what with an establishment', () => {
  const table: Record<Role, readonly string[]> = {
    establishment_owner: ['register', 'read', 'change'],
    establishment_staff: ['register', 'read', 'change'],
    commune_officer: ['register', 'read', 'list own'],
    centre_officer: ['register', 'read', 'change', 'list all'],
    centre_accountant: ['read', 'list all'],
    centre_director: ['read', 'list all'],
    department_specialist: ['read', 'list all'],
    department_leader: ['read', 'list all'],
    finance_officer: ['read', 'list all'],
    provincial_approver: ['read', 'list all'],
    cuc_officer: ['read', 'list all'],
    auditor: ['read', 'list all'],
    administrator: ['read', 'list all'],
  };
  it.each(roles)('%s', (role) => {
    expect(rights(actor(role))).toEqual(table[role]);
    expect(mayRegisterSomewhere(actor(role))).toBe(table[role].includes('register'));
  });

  it('who holds no role yet may register, and reads nothing', () => {
    expect(rights(actor())).toEqual(['register']);
  });

  it('people of another establishment, and officers of another commune, see nothing of it', () => {
    expect(rights(actor('establishment_owner', { unitId: 'other' }))).toEqual(['register']);
    expect(rights(actor('commune_officer', { communeCode: '16690' }))).toEqual(['list own']);
  });
});
