import { ok, refuse, refuseAll, todayIn, type LocalDate, type Refusal, type Result } from '#kernel';
import type { Tx } from '#platform/server';
import { mayAccount, mayChangeRole } from '../account.policy.ts';
import { findAccount } from '../account.store.server.ts';
import type { Role } from '../actor.ts';
import { closeIn } from '../close-account.server.ts';
import type { Context } from '../context.server.ts';
import { grantIn } from '../grant-role.server.ts';
import { endRoles, lockAdministrators, lockRolesOf } from '../membership.store.server.ts';
import { permit } from '../policy.ts';
import { noteChange } from '../trail.server.ts';
import { markEnded, standingDelegations } from './delegation.store.server.ts';

export interface Leaving {
  readonly accountId: string;
  readonly reason: string;
  /** Roles that end, each with who takes it up; null: nobody has to. */
  readonly roles: readonly { readonly membershipId: string; readonly successor: string | null }[];
  /** The account is closed with it: then all roles end. */
  readonly close: boolean;
}

/** A role that passed from one person to another. */
export interface HandedOver {
  readonly role: Role;
  readonly unitId: string;
  readonly to: string;
}

/**
 * Ends roles of a person who leaves and gives them to others, all or nothing, inside the caller's transaction. Refuses
 * `not_permitted`, `not_found`, `account_is_closed`, `role_has_ended` (somebody ended it meanwhile),
 * `nothing_is_handed_over`, `successor_is_the_one_who_leaves`, and what a grant refuses, beside the field of the role.
 */
export async function leaveRoles(
  tx: Tx,
  cx: Context,
  leaving: Leaving,
): Promise<Result<{ readonly handed: readonly HandedOver[]; readonly name: string }>> {
  const { accountId, reason } = leaving;
  const today = todayIn(cx.now);
  await lockAdministrators(tx);
  const permitted = permit(mayAccount(cx.actor, 'close') && cx.actor.accountId !== accountId);
  if (!permitted.ok) return permitted;
  const account = await findAccount(tx, accountId);
  if (account === undefined) return refuse('not_found');
  if (!account.active) return refuse('account_is_closed');
  const held = await lockRolesOf(tx, accountId, today);
  const ending = leaving.roles;
  if (ending.length === 0 && !leaving.close) return refuse('nothing_is_handed_over');

  const faults: Refusal[] = [];
  const handed: HandedOver[] = [];
  for (const { membershipId, successor } of ending) {
    const role = held.find((one) => one.id === membershipId);
    const field = `successor.${membershipId}`;
    if (role === undefined) faults.push({ ...refuse('role_has_ended').refusal, field });
    else if (successor === accountId)
      faults.push({ ...refuse('successor_is_the_one_who_leaves').refusal, field });
    else if (successor !== null) {
      const given = await takeUpRole(tx, cx, { ...role, to: successor }, reason);
      if (given.ok) handed.push({ role: role.role, unitId: role.unitId, to: successor });
      else faults.push({ ...given.refusal, field });
    }
  }
  if (faults.length > 0) return refuseAll(faults);

  const ids = ending.map((one) => one.membershipId);
  if (ids.length > 0) await endRoles(tx, ids, today, cx.actor.accountId);
  await endDelegationsOf(tx, cx, accountId, today, (one) =>
    held.some((h) => ids.includes(h.id) && h.unitId === one.unitId && h.role === one.role),
  );
  const before = held.filter((one) => ids.includes(one.id)).map(({ role, unitId }) => ({ role, unitId }));
  await noteChange(tx, cx, {
    kind: 'work.handed_over',
    subject: ['account', accountId],
    before: { roles: before },
    after: { handed },
    reason,
  });
  if (leaving.close) {
    const closed = await closeIn(tx, cx, accountId, reason);
    if (!closed.ok) return closed;
  }
  return ok({ handed, name: account.name });
}

/** Gives a role to whoever takes up the work; one who holds it already has nothing to be given. */
export async function takeUpRole(
  tx: Tx,
  cx: Context,
  grant: { readonly role: Role; readonly unitId: string; readonly to: string },
  reason: string,
): Promise<Result<void>> {
  const { role, unitId, to } = grant;
  const permitted = permit(mayChangeRole(cx.actor, { accountId: to, unitId, role }));
  if (!permitted.ok) return permitted;
  const given = await grantIn(tx, cx, { accountId: to, unitId, role });
  if (!given.ok) return given.refusal.code === 'role_already_held' ? ok(undefined) : given;
  const after = { role, unitId };
  await noteChange(tx, cx, { kind: 'role.granted', subject: ['account', to], after, reason });
  return ok(undefined);
}

/** Ends what a person left to others with roles they no longer hold. */
async function endDelegationsOf(
  tx: Tx,
  cx: Context,
  accountId: string,
  today: LocalDate,
  which: (one: { readonly unitId: string; readonly role: Role }) => boolean,
): Promise<void> {
  const standing = await standingDelegations(tx, cx.province, [accountId], today);
  const over = standing.filter((one) => one.from.id === accountId && which(one));
  await markEnded(
    tx,
    cx,
    over.map((one) => one.id),
  );
}
