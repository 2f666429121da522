import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import type { Tx } from '#platform/server';
import { findAccount } from '../account.store.server.ts';
import type { Context } from '../context.server.ts';
import { lockRolesOf } from '../membership.store.server.ts';
import { noteChange } from '../trail.server.ts';
import {
  findDelegation,
  insertDelegation,
  lockDelegations,
  markEnded,
  standingDelegations,
  type Delegation,
} from './delegation.store.server.ts';
import { judgeDelegation, mayDelegateFor, mayEndDelegation, type NewDelegation } from './delegation.ts';

/**
 * Leaves a role to a colleague for some days: one's own, or that of somebody who cannot do it themselves. Refuses what
 * `judgeDelegation` does, and `delegation_not_permitted`.
 */
export async function giveDelegation(
  tx: Tx,
  cx: Context,
  wanted: NewDelegation,
): Promise<Result<Delegation>> {
  const today = todayIn(cx.now);
  await lockDelegations(tx, cx.province);
  const delegate = isId(wanted.to) ? await findAccount(tx, wanted.to) : undefined;
  const heldByDelegate = delegate?.active ? await lockRolesOf(tx, delegate.id, today) : [];
  const from = wanted.from ?? cx.actor.accountId;
  const isOwn = from === cx.actor.accountId;
  if (!isOwn && !mayDelegateFor(cx.actor, wanted.unitId)) return refuse('delegation_not_permitted');
  // The session may be older than the end of a role.
  const held = isId(from) ? await lockRolesOf(tx, from, today) : [];
  const both = [from, ...(delegate ? [delegate.id] : [])];
  const standing = (await standingDelegations(tx, cx.province, both, today)).map((one) => ({
    ...one,
    from: one.from.id,
    to: one.to.id,
  }));

  const absent = { accountId: from, held };
  const judged = judgeDelegation(absent, wanted, heldByDelegate, standing, today);
  if (!judged.ok) return judged;

  const id = await insertDelegation(tx, cx, { ...wanted, from });
  const { reason, from: _, ...after } = wanted;
  await noteChange(tx, cx, {
    kind: 'delegation.given',
    subject: ['account', from],
    after,
    reason,
  });
  return ok((await findDelegation(tx, cx.province, id))!);
}

/** Ends a delegation from this moment on. Refuses `delegation_not_found`, `delegation_is_over`. */
export async function endDelegation(tx: Tx, cx: Context, id: string): Promise<Result<Delegation>> {
  const one = isId(id) ? await findDelegation(tx, cx.province, id, { lock: true }) : undefined;
  // An outsider cannot tell it from one that is not there.
  if (one === undefined || !mayEndDelegation(cx.actor, one)) return refuse('delegation_not_found');
  if (one.endedAt !== null || one.lastDay < todayIn(cx.now)) return refuse('delegation_is_over');
  await markEnded(tx, cx, [one.id]);
  const before = { to: one.to.id, role: one.role, unitId: one.unitId, lastDay: one.lastDay };
  await noteChange(tx, cx, { kind: 'delegation.ended', subject: ['account', one.from.id], before });
  return ok(one);
}
