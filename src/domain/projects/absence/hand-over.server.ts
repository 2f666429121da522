import { ok, refuse, todayIn, type Result } from '#kernel';
import { unitKindsOfRole, type Role } from '#people';
import { leaveRoles, takeUpRole, type Context, type Leaving } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { notify, recordEvent } from '#records/server';
import { unheldWaits } from './unheld-waits.store.server.ts';

/**
 * A person leaves: their roles end and what only they could do passes to others, in one act with its reason. Refuses
 * what `leaveRoles` does, and `work_left_to_nobody` when waits would be left that no one can end.
 */
export async function leaveWork(cx: Context, leaving: Leaving): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const today = todayIn(cx.now);
    const count = async () =>
      (await unheldWaits(tx, cx.province, today)).reduce((sum, one) => sum + one.waits, 0);
    const before = await count();
    const left = await leaveRoles(tx, cx, leaving);
    if (!left.ok) return left;
    const stranded = (await count()) - before;
    if (stranded > 0) return refuse('work_left_to_nobody', { count: stranded });
    for (const { role, to } of left.value.handed) await tell(tx, cx, to, role, left.value.name);
    return ok(undefined);
  });
}

/**
 * Gives waits that nobody can end to somebody, by giving them the role, with a reason. Refuses `not_permitted`,
 * `work_is_held` (somebody took it up meanwhile), `role_does_not_fit_unit` and what a grant refuses.
 */
export async function takeUpWork(
  cx: Context,
  given: { readonly role: Role; readonly unitId: string; readonly to: string; readonly reason: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const ofEstablishment = unitKindsOfRole[given.role].includes('establishment');
    const unheld = (await unheldWaits(tx, cx.province, todayIn(cx.now))).filter(
      (one) => one.role === given.role && (!ofEstablishment || one.unitId === given.unitId),
    );
    const taken = await takeUpRole(tx, cx, given, given.reason);
    if (!taken.ok) return taken;
    if (unheld.length === 0) return refuse('work_is_held');
    const waits = unheld.reduce((sum, one) => sum + one.waits, 0);
    await recordEvent(tx, cx, {
      kind: 'work.taken_up',
      subject: { kind: 'account', id: given.to },
      after: { role: given.role, unitId: given.unitId, waits },
      reason: given.reason,
    });
    await tell(tx, cx, given.to, given.role, '');
    return ok(undefined);
  });
}

function tell(tx: Tx, cx: Context, to: string, role: Role, name: string): Promise<void> {
  return notify(tx, cx, {
    kind: name === '' ? 'work_given' : 'work_handed_over',
    to: { account: to },
    subject: { kind: 'desk', id: to },
    fills: { role, name },
    except: cx.actor.accountId,
  });
}
