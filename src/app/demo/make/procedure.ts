import { addDays, expectOk, todayIn } from '#kernel';
import { stepsToDraft } from '#law';
import { procedureBase, procedureDraft, saveProcedureDraft } from '#law/server';
import { contextOf } from '#people/server';
import { inProvince } from '#platform/server';
import type { Cast } from '../cast.ts';

/** The province's own version of its procedure, drafted and waiting for a leader to publish it. Made once. */
export async function makeProcedureDraft(people: Cast, now: Date): Promise<void> {
  const today = todayIn(now);
  const { db, actor } = people.departmentSpecialist;
  const cx = contextOf(db, actor, now);
  const base = await inProvince(cx, async (tx) => {
    const found = await procedureBase(tx, 'provincial', cx.province, today);
    // A making that was cut off here finds it drafted already.
    return found && (await procedureDraft(tx, cx.province, 'provincial', found.id)) === null
      ? found
      : undefined;
  });
  if (base === undefined) return;
  const steps = stepsToDraft(base).map(({ event, days, silence }) => ({
    ...{ event, silence },
    days: event === 'accept_dossier' || event === 'pay' ? 3 : days,
  }));
  expectOk(
    await saveProcedureDraft(
      cx,
      'provincial',
      { base: base.id, no: 0 },
      {
        ...{ from: addDays(today, 30), basis: 'Quyết định mẫu về quy trình khuyến công của tỉnh' },
        ...{ basisOn: addDays(today, -7), verification: 'excerpt', steps },
      },
    ),
  );
}
