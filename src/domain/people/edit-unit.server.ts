import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import { transact, type Tx } from '#platform/server';
import type { Context } from './context.server.ts';
import { countMembers, endRoles, insertMembership, lockRolesOn } from './membership.store.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';
import { mayUnit } from './unit.policy.ts';
import { findUnit, lockUnits, updateUnit } from './unit.store.server.ts';
import { describeUnit, mayBeParent, maySucceed, type Unit, type UnitDraft } from './unit.ts';

/** Corrects a unit's names, commune or parent. A body that becomes another one is closed, with a successor. */
export async function editUnit(
  cx: Context,
  unitId: string,
  draft: Omit<UnitDraft, 'kind'>,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const before = await findUnit(tx, unitId);
    const parent = draft.parentId ? await findUnit(tx, draft.parentId) : undefined;

    const permitted = permit(mayUnit(cx.actor, 'edit'));
    if (!permitted.ok) return permitted;

    if (before === undefined) return refuse('not_found');
    const unit = describeUnit({ ...draft, kind: before.kind });
    if (!unit.ok) return unit;
    const under = mayBeParent(before, draft.parentId ?? null, parent);
    if (!under.ok) return under;

    const { name, shortName, communeCode, parentId } = unit.value;
    const changed = await updateUnit(tx, unitId, { name, shortName, communeCode, parentId });
    if (!changed) return refuse('commune_has_an_office', {}, 'communeCode');
    await noteChange(tx, cx, { kind: 'unit.changed', subject: ['unit', unitId], before, after: unit.value });
    return ok(undefined);
  });
}

export interface UnitEnding {
  readonly successorId: string | null;
  readonly reason: string | null;
  /** Whoever works there goes on in the successor, in the same roles. */
  readonly moveMembers: boolean;
}

/**
 * Closes a unit from today on, naming what it became, inside the caller's transaction, which sees to what waits for it.
 * Nobody may still hold a role there, unless they go on in the successor.
 */
export async function closeUnitIn(
  tx: Tx,
  cx: Context,
  unitId: string,
  given: UnitEnding,
): Promise<Result<{ readonly moved: number }>> {
  // Of two who end it, or end its successor, the second sees what the first did.
  await lockUnits(tx, given.successorId ? [unitId, given.successorId] : [unitId]);
  const unit = await findUnit(tx, unitId);
  const successor = given.successorId ? await findUnit(tx, given.successorId) : undefined;
  const today = todayIn(cx.now);

  const permitted = permit(mayUnit(cx.actor, 'close'));
  if (!permitted.ok) return permitted;

  if (unit === undefined) return refuse('not_found');
  if (unit.validTo !== null) return refuse('unit_is_closed');
  if (unit.validFrom >= today) return refuse('unit_began_today');
  const follows = maySucceed(unit, given.successorId, successor);
  if (!follows.ok) return follows;
  if (given.moveMembers && !successor) return refuse('moving_needs_successor', {}, 'successorId');
  const moved = given.moveMembers && successor ? await moveMembers(tx, cx, unitId, successor) : 0;
  if ((await countMembers(tx, unitId, today)) > 0) return refuse('unit_has_members');

  await updateUnit(tx, unitId, { validTo: today, successorId: given.successorId });
  const after = { validTo: today, successorId: given.successorId, moved };
  await noteChange(tx, cx, { kind: 'unit.closed', subject: ['unit', unitId], after, reason: given.reason });
  return ok({ moved });
}

/** Ends each role on a unit and gives the same on another; who holds it there already keeps that. */
async function moveMembers(tx: Tx, cx: Context, unitId: string, to: Unit): Promise<number> {
  const today = todayIn(cx.now);
  const held = await lockRolesOn(tx, unitId);
  const there = await lockRolesOn(tx, to.id);
  for (const { accountId, role } of held) {
    if (there.some((one) => one.accountId === accountId && one.role === role)) continue;
    await insertMembership(tx, cx.province, {
      ...{ id: newId(), accountId, unitId: to.id, unitKind: to.kind, role, validFrom: today },
      grantedBy: cx.actor.accountId,
    });
    const after = { role, unitId: to.id, movedFrom: unitId };
    await noteChange(tx, cx, { kind: 'role.granted', subject: ['account', accountId], after });
  }
  if (held.length > 0)
    await endRoles(
      tx,
      held.map((one) => one.id),
      today,
      cx.actor.accountId,
    );
  return held.length;
}
