import { describe, expect, it } from 'vitest';
import { roles, type Actor, type Role } from '#people';
import { mayFund, type FundAction } from './fund.policy.ts';

const actorWith = (role: Role): Actor => ({
  accountId: 'a',
  province: '40',
  name: 'A',
  memberships: [{ unitId: 'u', unitKind: 'department', unitName: 'U', role }],
});

/** Who may do what with a fund, role by role; a role not named here may do nothing. */
const allowed: Readonly<Record<Role, readonly FundAction[]>> = {
  establishment_owner: [],
  establishment_staff: [],
  commune_officer: ['see'],
  centre_officer: ['see'],
  centre_accountant: ['see'],
  centre_director: ['see'],
  department_specialist: ['see'],
  department_leader: ['see', 'open'],
  finance_officer: ['see', 'open', 'decide', 'reverse', 'close'],
  provincial_approver: ['see', 'open', 'decide', 'reverse', 'close'],
  cuc_officer: ['see'],
  auditor: ['see'],
  administrator: ['see'],
};

describe('permission on funds', () => {
  const actions: readonly FundAction[] = ['see', 'open', 'decide', 'reverse', 'close'];
  for (const role of roles)
    it(`${role}: ${allowed[role].join(', ') || 'nothing'}`, () => {
      expect(actions.filter((action) => mayFund(actorWith(role), action))).toEqual(allowed[role]);
    });
});
