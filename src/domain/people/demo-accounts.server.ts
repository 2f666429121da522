import { todayIn } from '#kernel';
import { inProvince, type Scope } from '#platform/server';
import { roles, type Role } from './actor.ts';
import { installedProvinces } from './installation.store.server.ts';
import { firstHoldersOfRoles } from './membership.store.server.ts';

export interface DemoAccount {
  readonly accountId: string;
  readonly name: string;
  readonly role: Role;
  readonly unitName: string;
}

/** One person a role, in the order of the roles; none where the province holds real data. */
export async function demoAccounts(scope: Scope, now: Date): Promise<readonly DemoAccount[]> {
  const installed = await installedProvinces(scope.db);
  if (!installed.some((i) => i.province === scope.province && i.sample)) return [];
  const holders = await inProvince(scope, (tx) => firstHoldersOfRoles(tx, todayIn(now)));
  return holders.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}
