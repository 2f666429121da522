import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import { transact } from '#platform/server';
import type { Context } from './context.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';
import { mayUnit } from './unit.policy.ts';
import { findUnit, insertUnit } from './unit.store.server.ts';
import { describeUnit, type UnitDraft } from './unit.ts';

/** Adds a unit to the province, existing from `validFrom` (today when absent). */
export async function createUnit(
  cx: Context,
  draft: UnitDraft & { readonly validFrom?: string },
): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    const parent = draft.parentId ? await findUnit(tx, draft.parentId) : undefined;

    const permitted = permit(mayUnit(cx.actor, 'create'));
    if (!permitted.ok) return permitted;

    const unit = describeUnit(draft);
    if (!unit.ok) return unit;
    if (draft.parentId && (parent === undefined || parent.validTo !== null))
      return refuse('unit_is_closed', {}, 'parentId');

    const row = { ...unit.value, id: newId(), validFrom: draft.validFrom ?? todayIn(cx.now) };
    const made = await insertUnit(tx, cx.province, row, cx.now);
    if (!made) return refuse('commune_has_an_office', {}, 'communeCode');

    await noteChange(tx, cx, { kind: 'unit.created', subject: ['unit', row.id], after: row });
    return ok({ id: row.id });
  });
}
