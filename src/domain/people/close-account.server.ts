import { ok, refuse, todayIn, type Result } from '#kernel';
import { transact } from '#platform/server';
import { mayAccount } from './account.policy.ts';
import { findAccount, findAuthUserOf, updateAccount } from './account.store.server.ts';
import type { Context } from './context.server.ts';
import type { Auth } from './credentials/auth.server.ts';
import { endSessions } from './credentials/session.server.ts';
import { withdrawInvitations } from './invitation.store.server.ts';
import { endRolesOf, lockAdministrators, lockRolesOf } from './membership.store.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

/**
 * Closes the account of someone who has left: from now on nobody gets in with it, and the roles end.
 * What they did keeps their name. Nobody closes their own, so an administrator always remains.
 */
export async function closeAccount(
  cx: Context,
  auth: Auth,
  accountId: string,
  reason: string | null,
): Promise<Result<void>> {
  let authUserId: string | undefined;
  const closed = await transact(cx, async (tx) => {
    const account = await findAccount(tx, accountId);
    authUserId = await findAuthUserOf(tx, accountId);
    await lockAdministrators(tx);

    const permitted = permit(mayAccount(cx.actor, 'close') && cx.actor.accountId !== accountId);
    if (!permitted.ok) return permitted;

    if (account === undefined) return refuse('not_found');
    if (!account.active) return refuse('account_is_closed');
    if (!(await isStillAdministrator(tx, cx))) return refuse('not_permitted');

    await updateAccount(tx, accountId, { active: false });
    const roles = await lockRolesOf(tx, accountId, todayIn(cx.now));
    await endRolesOf(tx, accountId, todayIn(cx.now), cx.actor.accountId);
    await withdrawInvitations(tx, { accountId }, cx.now);
    const before = { roles: roles.map(({ role, unitId }) => ({ role, unitId })) };
    await noteChange(tx, cx, { kind: 'account.closed', subject: ['account', accountId], before, reason });
    return ok(undefined);
  });
  // Sessions in other provinces go too; the person simply signs in there again.
  if (closed.ok && authUserId !== undefined) await endSessions(auth, authUserId, { allBut: null });
  return closed;
}

/** Two administrators who close each other at once: the second finds themself closed. */
async function isStillAdministrator(tx: Parameters<typeof lockRolesOf>[0], cx: Context): Promise<boolean> {
  const held = await lockRolesOf(tx, cx.actor.accountId, todayIn(cx.now));
  return held.some(({ role }) => role === 'administrator');
}

/** Opens a closed account again; its roles have to be granted anew. */
export async function reopenAccount(cx: Context, accountId: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const account = await findAccount(tx, accountId);

    const permitted = permit(mayAccount(cx.actor, 'close'));
    if (!permitted.ok) return permitted;

    if (account === undefined) return refuse('not_found');
    await updateAccount(tx, accountId, { active: true });
    await noteChange(tx, cx, { kind: 'account.reopened', subject: ['account', accountId] });
    return ok(undefined);
  });
}
