import { describe, expect, it } from 'vitest';
import { access, admit, homeOf, isForRoles } from '#app/access.ts';
import { roles, unitKindsOfRole, type Actor, type Role } from '#people';
import { addressOf, routeIds } from './manifest.ts';

const holding = (...held: readonly Role[]): Actor => ({
  accountId: 'someone',
  province: '40',
  name: 'Người Dùng',
  memberships: held.map((role) => ({
    unitId: 'unit',
    unitKind: unitKindsOfRole[role][0]!,
    unitName: 'Đơn vị',
    role,
  })),
});
const entering = (routeId: string) =>
  roles.filter((role) => admit(routeId, { signedIn: true, actor: holding(role) }) === 'enter');
const establishment: readonly Role[] = ['establishment_owner', 'establishment_staff'];

describe('the access list', () => {
  it('names every route there is, and no other', () => {
    expect(Object.keys(access).toSorted()).toEqual(routeIds());
  });

  it('closes a route it does not name to everyone', () => {
    for (const who of [
      { signedIn: false, actor: null },
      { signedIn: true, actor: holding(...roles) },
    ])
      expect(admit('/(staff)/desk/made-yesterday', who)).toBe('hidden');
    expect(admit('/constructor', { signedIn: true, actor: holding(...roles) })).toBe('hidden');
  });

  it('asks who is not signed in to sign in, everywhere but on public routes', () => {
    for (const [routeId, audience] of Object.entries(access))
      expect(admit(routeId, { signedIn: false, actor: null })).toBe(
        audience === 'public' ? 'enter' : 'sign_in',
      );
  });

  it('lets a person without any role no further than their own account and registering', () => {
    const open = Object.keys(access).filter(
      (routeId) =>
        access[routeId] !== 'public' && admit(routeId, { signedIn: true, actor: holding() }) === 'enter',
    );
    expect(open.filter((routeId) => !/^\/\((account|applicant)\)\/|^\/documents\//.test(routeId))).toEqual(
      [],
    );
  });

  it.each(routeIds().map((routeId) => [routeId]))('%s is for those its place says', (routeId) => {
    const group = /^\/\((\w+)\)/.exec(routeId)?.[1];
    const who = entering(routeId);
    if (group === 'staff') expect(who.filter((role) => establishment.includes(role))).toEqual([]);
    if (group === 'admin')
      expect(who.filter((role) => role !== 'administrator' && role !== 'auditor')).toEqual([]);
    if (group === 'staff' || group === 'admin') expect(isForRoles(routeId)).toBe(true);
    if (access[routeId] === 'public')
      expect(routeId).toMatch(/^\/(\(public\)|language|gallery|api\/(auth|v1))/);
    // An auditor writes nothing, so no page that is there only to write is theirs.
    if (/\/(new|edit|draft|act)(\/|$)/.test(routeId) && Array.isArray(access[routeId]))
      expect(who, 'an auditor').not.toContain('auditor');
    expect(new Set(who).size === 0 && access[routeId] !== 'public').toBe(false);
  });

  it('leads each role to a place it may enter', () => {
    for (const role of roles) {
      const home = homeOf(holding(role));
      const routeId = routeIds().find((id) => addressOf(id) === home);
      expect(routeId, home).toBeDefined();
      expect(admit(routeId!, { signedIn: true, actor: holding(role) }), `${role} → ${home}`).toBe('enter');
    }
  });
});
