import { ok, refuse, todayIn, type Result } from '#kernel';
import { transact } from '#platform/server';
import { mayChangeRole } from './account.policy.ts';
import type { Context } from './context.server.ts';
import { endRoles, findRole, lockAdministrators, lockRolesOf } from './membership.store.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

/** Ends a role from today on. Nobody ends their own, so an administrator always remains. */
export async function endRole(cx: Context, membershipId: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const today = todayIn(cx.now);
    const held = await findRole(tx, membershipId);
    if (held?.role === 'administrator') await lockAdministrators(tx);

    const permitted = permit(held !== undefined && mayChangeRole(cx.actor, held));
    if (!permitted.ok) return held === undefined ? refuse('not_found') : permitted;

    if (held === undefined || held.validTo !== null) return refuse('role_has_ended');
    const own = await lockRolesOf(tx, cx.actor.accountId, today);
    const stillMay = own.some(({ role }) => role === 'administrator' || role === 'establishment_owner');
    if (!stillMay) return refuse('not_permitted');

    await endRoles(tx, [held.id], today, cx.actor.accountId);
    const before = { role: held.role, unitId: held.unitId, from: held.validFrom };
    await noteChange(tx, cx, { kind: 'role.ended', subject: ['account', held.accountId], before });
    return ok(undefined);
  });
}
