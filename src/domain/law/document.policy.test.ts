import { describe, expect, it } from 'vitest';
import { roles, type Actor, type Role } from '#people';
import { mayLibrary } from './document.policy.ts';

const actor = (role: Role): Actor => ({
  accountId: 'a',
  province: '40',
  name: 'Người thử',
  memberships: [{ unitId: 'u', unitKind: 'department', unitName: 'Đơn vị', role }],
});

const OWN: readonly Role[] = ['department_specialist', 'department_leader', 'administrator'];
const NATIONAL: readonly Role[] = ['cuc_officer', 'administrator'];

describe.each(roles)('%s', (role) => {
  const may = (action: 'add' | 'change' | 'end', province: string | null) =>
    mayLibrary(actor(role), action, { province });

  it('adds, changes and ends documents of the own province as the role allows', () => {
    for (const action of ['add', 'change', 'end'] as const)
      expect(may(action, '40')).toBe(OWN.includes(role));
  });
  it('touches national documents as the role allows', () => {
    for (const action of ['change', 'end'] as const) expect(may(action, null)).toBe(NATIONAL.includes(role));
  });
  it('never touches another province’s', () => {
    for (const action of ['change', 'end'] as const) expect(may(action, '42')).toBe(false);
  });
});
