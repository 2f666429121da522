import { expectOk, todayIn } from '#kernel';
import { unitKinds } from '#people';
import { listUnitsOf, type Context } from '#people/server';
import { communeTitle } from '#territory';
import { communesIn } from '#territory/server';

/** What the form of a unit offers: bodies it can stand under, and the province's communes. */
export async function unitOptions(cx: Context) {
  const bodies = unitKinds.filter((kind) => kind !== 'establishment');
  const units = expectOk(await listUnitsOf(cx, { kinds: bodies }));
  const communes = await communesIn(cx.db, cx.province, todayIn(cx.now));
  return {
    province: cx.province,
    parents: units
      .filter((unit) => unit.validTo === null)
      .map((unit) => ({ value: unit.id, label: unit.name, kind: unit.kind })),
    communes: communes.map((commune) => ({ code: commune.code, title: communeTitle(commune) })),
  };
}
