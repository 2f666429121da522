import { ok, refuse, todayIn, type Result } from '#kernel';
import { transact } from '#platform/server';
import type { Context } from './context.server.ts';
import { countMembers } from './membership.store.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';
import { mayUnit } from './unit.policy.ts';
import { findUnit, updateUnit } from './unit.store.server.ts';
import { describeUnit, mayBeParent, maySucceed, type UnitDraft } from './unit.ts';

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

/** Closes a unit from today on, naming what it became. Nobody may still hold a role there. */
export async function closeUnit(
  cx: Context,
  unitId: string,
  given: { readonly successorId: string | null; readonly reason: string | null },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
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
    if ((await countMembers(tx, unitId, today)) > 0) return refuse('unit_has_members');

    await updateUnit(tx, unitId, { validTo: today, successorId: given.successorId });
    const after = { validTo: today, successorId: given.successorId };
    await noteChange(tx, cx, { kind: 'unit.closed', subject: ['unit', unitId], after, reason: given.reason });
    return ok(undefined);
  });
}
