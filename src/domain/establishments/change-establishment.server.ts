import { ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import { renameEstablishmentUnit, type Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import type { EstablishmentInput } from './establishment.form.ts';
import { mayChangeEstablishment, mayReadEstablishment } from './establishment.policy.ts';
import {
  findEstablishment,
  holderOfTaxCode,
  lockTaxCode,
  updateEstablishment,
} from './establishment.store.server.ts';
import { describeEstablishment } from './establishment.ts';
import { formBackground } from './form-background.server.ts';

/** Corrects the register. `revision` is the one the form was opened on. */
export async function changeEstablishment(
  cx: Context,
  change: { readonly id: string; readonly revision: number; readonly input: EstablishmentInput },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const { id, revision, input } = change;
    const before = await findEstablishment(tx, id);
    if (before === undefined || !mayReadEstablishment(cx.actor, before)) return refuse('not_found');
    const background = await formBackground(tx, cx, input);
    await lockTaxCode(tx, cx.province, input.taxCode);
    const holder = await holderOfTaxCode(tx, input.taxCode);

    const permitted = permit(mayChangeEstablishment(cx.actor, before));
    if (!permitted.ok) return permitted;

    const draft = describeEstablishment(input, background);
    if (!draft.ok) return draft;
    if (holder !== undefined && holder !== id) return refuse('tax_code_is_registered', {}, 'taxCode');

    const changed = await updateEstablishment(tx, id, revision, draft.value, cx.now);
    if (!changed) return refuse('establishment_changed_meanwhile');
    const { name, commune } = draft.value;
    const renamed = await renameEstablishmentUnit(tx, before.unitId, { name, communeCode: commune });
    if (!renamed.ok) return renamed;

    const { id: _id, unitId: _unit, revision: _revision, ...old } = before;
    const subject = { kind: 'establishment', id };
    await recordEvent(tx, cx, { kind: 'establishment.changed', subject, before: old, after: draft.value });
    return ok(undefined);
  });
}
