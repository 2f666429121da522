import { newId, ok, refuse, type Result } from '#kernel';
import { isStaff, permit } from '#people';
import { openEstablishmentUnit, ownedUnits, renameEstablishmentUnit, type Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import type { EstablishmentInput } from './establishment.form.ts';
import { mayRegisterEstablishment } from './establishment.policy.ts';
import {
  establishmentsOfUnits,
  holderOfTaxCode,
  insertEstablishment,
  lockTaxCode,
} from './establishment.store.server.ts';
import { describeEstablishment } from './establishment.ts';
import { formBackground } from './form-background.server.ts';

/**
 * Enters an establishment into the register. An applicant becomes its owner; an officer who enters one
 * for others does not. An owner whose unit was made by the administrator registers on that unit.
 */
export async function registerEstablishment(
  cx: Context,
  input: EstablishmentInput,
): Promise<Result<{ readonly id: string; readonly unitId: string }>> {
  return transact(cx, async (tx) => {
    const background = await formBackground(tx, cx, input);
    await lockTaxCode(tx, cx.province, input.taxCode);
    const holder = await holderOfTaxCode(tx, input.taxCode);

    const permitted = permit(mayRegisterEstablishment(cx.actor, input));
    if (!permitted.ok) return permitted;

    const draft = describeEstablishment(input, background);
    if (!draft.ok) return draft;
    if (holder !== undefined) return refuse('tax_code_is_registered', {}, 'taxCode');

    const unit = await unitFor(tx, cx, draft.value);
    if (!unit.ok) return unit;
    const keys = {
      province: cx.province,
      id: newId(),
      unitId: unit.value.id,
      createdBy: cx.actor.accountId,
    };
    await insertEstablishment(tx, keys, draft.value, cx.now);

    const subject = { kind: 'establishment', id: keys.id };
    await recordEvent(tx, cx, { kind: 'establishment.registered', subject, after: draft.value });
    return ok({ id: keys.id, unitId: keys.unitId });
  });
}

async function unitFor(
  tx: Tx,
  cx: Context,
  place: { readonly name: string; readonly commune: string },
): Promise<Result<{ readonly id: string }>> {
  const about = { name: place.name, communeCode: place.commune };
  const owned = await ownedUnits(tx, cx);
  const registered = new Set((await establishmentsOfUnits(tx, owned)).map((e) => e.unitId));
  const waiting = owned.find((unitId) => !registered.has(unitId));
  if (waiting !== undefined) {
    const renamed = await renameEstablishmentUnit(tx, waiting, about);
    return renamed.ok ? ok({ id: waiting }) : renamed;
  }
  return openEstablishmentUnit(tx, cx, { ...about, owner: isStaff(cx.actor) ? null : cx.actor.accountId });
}
