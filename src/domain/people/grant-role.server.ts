import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import { transact, type Tx } from '#platform/server';
import { mayChangeRole } from './account.policy.ts';
import { findAccount } from './account.store.server.ts';
import type { Role } from './actor.ts';
import type { Context } from './context.server.ts';
import { grantable } from './membership.ts';
import { insertMembership, lockRolesOf } from './membership.store.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';
import { findUnit } from './unit.store.server.ts';

interface Grant {
  readonly accountId: string;
  readonly unitId: string;
  readonly role: Role;
}

/** Gives a person a role on a unit from today on. */
export async function grantRole(cx: Context, grant: Grant): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    const permitted = permit(mayChangeRole(cx.actor, grant));
    if (!permitted.ok) return permitted;
    const granted = await grantIn(tx, cx, grant);
    if (granted.ok)
      await noteChange(tx, cx, { kind: 'role.granted', subject: ['account', grant.accountId], after: grant });
    return granted;
  });
}

/** The same inside the transaction of an act that has asked for permission already. */
export async function grantIn(tx: Tx, cx: Context, grant: Grant): Promise<Result<{ readonly id: string }>> {
  const today = todayIn(cx.now);
  const account = await findAccount(tx, grant.accountId);
  const unit = await findUnit(tx, grant.unitId);
  if (account === undefined || unit === undefined) return refuse('not_found');
  if (!account.active) return refuse('account_is_closed');
  const fits = grantable(grant.role, unit, await lockRolesOf(tx, account.id, today));
  if (!fits.ok) return fits;

  const id = newId();
  const row = { ...grant, id, unitKind: unit.kind, validFrom: today, grantedBy: cx.actor.accountId };
  await insertMembership(tx, cx.province, row);
  return ok({ id });
}
