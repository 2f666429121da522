import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import type { Tx } from '#platform/server';
import type { Context } from './context.server.ts';
import { grantable } from './membership.ts';
import { insertMembership, lockRolesOf } from './membership.store.server.ts';
import { insertUnit, renameUnit } from './unit.store.server.ts';
import { describeUnit } from './unit.ts';

/**
 * The unit behind an establishment, in the caller's transaction. With `owner`, that account holds the
 * owner's role on it from today: the one role a person may take for themselves, and only on a unit that
 * did not exist before. The caller answers for the permission.
 */
export async function openEstablishmentUnit(
  tx: Tx,
  cx: Context,
  draft: { readonly name: string; readonly communeCode: string; readonly owner: string | null },
): Promise<Result<{ readonly id: string }>> {
  const unit = describeUnit({ kind: 'establishment', name: draft.name, communeCode: draft.communeCode });
  if (!unit.ok) return unit;
  const today = todayIn(cx.now);
  const id = newId();
  await insertUnit(tx, cx.province, { ...unit.value, id, validFrom: today }, cx.now);
  if (draft.owner === null) return ok({ id });

  const role = 'establishment_owner';
  const held = await lockRolesOf(tx, draft.owner, today);
  const fits = grantable(role, { id, kind: 'establishment', validTo: null }, held);
  if (!fits.ok) return fits;
  const seat = { accountId: draft.owner, unitId: id, unitKind: 'establishment' as const, role } as const;
  await insertMembership(tx, cx.province, { ...seat, id: newId(), validFrom: today, grantedBy: null });
  return ok({ id });
}

/**
 * The units whose establishment a person owns today. Held until the transaction ends, so that of two registrations by
 * one person the second sees what the first did with a unit that waited for its establishment.
 */
export async function ownedUnits(tx: Tx, cx: Context): Promise<readonly string[]> {
  const held = await lockRolesOf(tx, cx.actor.accountId, todayIn(cx.now));
  return held.filter(({ role }) => role === 'establishment_owner').map(({ unitId }) => unitId);
}

/** An establishment that changed its name or place: its unit follows. */
export async function renameEstablishmentUnit(
  tx: Tx,
  unitId: string,
  change: { readonly name: string; readonly communeCode: string },
): Promise<Result<void>> {
  const unit = describeUnit({ kind: 'establishment', ...change });
  if (!unit.ok) return unit;
  const found = await renameUnit(tx, unitId, unit.value);
  return found ? ok(undefined) : refuse('not_found');
}
