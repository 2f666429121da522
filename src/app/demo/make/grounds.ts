import { expectOk, todayIn } from '#kernel';
import { loadNormBook, procedureOn, workingCalendarOn } from '#law/server';
import { inProvince, type Database } from '#platform/server';
import { communeTitle } from '#territory';
import { communesIn } from '#territory/server';
import { CAST_PROVINCE } from '../cast.ts';
import type { Grounds } from '../plan/grounds.ts';

/** The law and the calendar the plan keeps to, read once. */
export async function groundsOf(
  db: Database,
  now: Date,
  options: { readonly seed?: string | undefined; readonly size?: Grounds['size'] | undefined },
): Promise<Grounds> {
  const { seed = 'khuyến công', size = 'full' } = options;
  const today = todayIn(now);
  const province = CAST_PROVINCE;
  const communes = await communesIn(db, province, today);
  return inProvince({ db, province }, async (tx) => ({
    province,
    today,
    seed,
    size,
    calendar: await workingCalendarOn(tx),
    norms: await loadNormBook(tx, province),
    procedures: {
      national: expectOk(await procedureOn(tx, 'national', province, today)),
      provincial: expectOk(await procedureOn(tx, 'provincial', province, today)),
    },
    places: new Map(communes.map((commune) => [commune.code, communeTitle(commune)])),
  }));
}
