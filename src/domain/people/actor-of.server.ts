import { todayIn } from '#kernel';
import { inProvince, type Scope } from '#platform/server';
import { accountOfAuthUser, loadActor } from './actor.store.server.ts';
import type { Actor } from './actor.ts';

/** Who a signed-in person is in a province, with the roles held today; undefined for an outsider. */
export async function actorOf(scope: Scope, authUserId: string, now: Date): Promise<Actor | undefined> {
  return inProvince(scope, async (tx) => {
    const accountId = await accountOfAuthUser(tx, authUserId);
    return accountId === undefined ? undefined : loadActor(tx, scope.province, accountId, todayIn(now));
  });
}

/** The actor behind an account: for jobs, seeds and tests, which act for a known person. */
export async function actorOfAccount(scope: Scope, accountId: string, now: Date): Promise<Actor | undefined> {
  return inProvince(scope, (tx) => loadActor(tx, scope.province, accountId, todayIn(now)));
}
