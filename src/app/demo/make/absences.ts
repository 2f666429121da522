import { addDays, expectOk, localDate, todayIn } from '#kernel';
import { contextOf } from '#people/server';
import { inProvince } from '#platform/server';
import {
  askExtension,
  delegateRole,
  extendWait,
  extensionRuleOn,
  runningWait,
  waitingFor,
} from '#projects/server';
import { workingCalendarOn } from '#law/server';
import { extensionChoices } from '#projects';
import type { Cast } from '../cast.ts';

/** A leader on leave for whom a colleague acts, and a wait that was given more time. Made once. */
export async function makeAbsences(people: Cast, now: Date): Promise<void> {
  const today = todayIn(now);
  const at = (cx: Cast['secondLeader']) => contextOf(cx.db, cx.actor, now);
  const leader = at(people.secondLeader);
  // A making that was cut off here finds it given already.
  await delegateRole(leader, {
    ...{
      unitId: people.units.department,
      role: 'department_leader',
      to: people.secondSpecialist.actor.accountId,
    },
    ...{ firstDay: today, lastDay: addDays(localDate(today), 6), reason: 'Nghỉ phép năm', events: null },
  });

  const director = at(people.centreDirector);
  const choice = await inProvince(director, async (tx) => {
    const calendar = await workingCalendarOn(tx);
    for (const { projectId } of await waitingFor(tx, people.province, ['centre_officer'], 50)) {
      const wait = await runningWait(tx, people.province, projectId);
      const rule = wait && (await extensionRuleOn(tx, people.province, wait.ownerRole, today));
      const [first] =
        wait && rule && wait.given.times === 0 ? extensionChoices(wait, rule, today, calendar) : [];
      if (wait && first) return { projectId, wait: wait.id, seen: wait.dueOn, days: String(first.days) };
    }
    return undefined;
  });
  if (!choice) return;
  const { projectId, ...fields } = choice;
  // Asked for first by the desk, then given.
  await askExtension(at(people.centreOfficer), projectId, {
    ...fields,
    reason: 'Chờ kết quả đo tiếng ồn tại xưởng',
  });
  expectOk(await extendWait(director, projectId, { ...fields, reason: 'Chờ kết quả đo tiếng ồn tại xưởng' }));
}
