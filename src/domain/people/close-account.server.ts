import { ok, refuse, todayIn, type Result } from '#kernel';
import { inProvince, transact, type Tx } from '#platform/server';
import { markEnded, standingDelegations } from './absence/delegation.store.server.ts';
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

    return closeIn(tx, cx, accountId, reason);
  });
  // Sessions in other provinces go too; the person simply signs in there again.
  if (closed.ok && authUserId !== undefined) await endSessions(auth, authUserId, { allBut: null });
  return closed;
}

/**
 * The same inside the transaction of an act that has asked for permission already. The sessions are the caller's to end,
 * once it is committed; till then an actor without roles is let in nowhere.
 */
export async function closeIn(
  tx: Tx,
  cx: Context,
  accountId: string,
  reason: string | null,
): Promise<Result<void>> {
  const today = todayIn(cx.now);
  await updateAccount(tx, accountId, { active: false });
  const roles = await lockRolesOf(tx, accountId, today);
  await endRolesOf(tx, accountId, today, cx.actor.accountId);
  await withdrawInvitations(tx, { accountId }, cx.now);
  // What they left to others and what others left to them: neither holds any more.
  const standing = await standingDelegations(tx, cx.province, [accountId], today);
  await markEnded(
    tx,
    cx,
    standing.map((one) => one.id),
  );
  const before = { roles: roles.map(({ role, unitId }) => ({ role, unitId })) };
  await noteChange(tx, cx, { kind: 'account.closed', subject: ['account', accountId], before, reason });
  return ok(undefined);
}

/** Two administrators who close each other at once: the second finds themself closed. */
async function isStillAdministrator(tx: Tx, cx: Context): Promise<boolean> {
  const held = await lockRolesOf(tx, cx.actor.accountId, todayIn(cx.now));
  return held.some(({ role }) => role === 'administrator');
}

/** Ends the sessions of an account that was closed in an act of another name. */
export async function endSessionsOf(cx: Context, auth: Auth, accountId: string): Promise<void> {
  const authUserId = await inProvince(cx, (tx) => findAuthUserOf(tx, accountId));
  if (authUserId !== undefined) await endSessions(auth, authUserId, { allBut: null });
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
