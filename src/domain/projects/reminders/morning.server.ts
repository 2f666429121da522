import { isWorkingDay, todayIn } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince, type Scope } from '#platform/server';
import { remindInstalments } from '../recovery/remind-instalments.server.ts';
import { sendDigests } from './digest.server.ts';
import { remind } from './remind.server.ts';

/**
 * A province's round of one working day: reminders, escalations, then the mails. Done once; asked again on the same
 * day, or on a day off, it does nothing. Cut off half-way it is walked again and tells nobody anything twice.
 */
export async function morningRound(scope: Scope, now: Date): Promise<boolean> {
  const day = todayIn(now);
  const due = await inProvince(scope, async (tx) => {
    if (!isWorkingDay(day, await workingCalendarOn(tx))) return false;
    const done = await tx
      .selectFrom('records.morning_round')
      .select('day')
      .where('province', '=', scope.province)
      .where('day', '=', day)
      .executeTakeFirst();
    return done === undefined;
  });
  if (!due) return false;
  await remind(scope, now);
  await remindInstalments(scope, now);
  await sendDigests(scope, now);
  await inProvince(scope, (tx) =>
    tx
      .insertInto('records.morning_round')
      .values({ province: scope.province, day, done_at: now })
      .onConflict((on) => on.doNothing())
      .execute(),
  );
  return true;
}
