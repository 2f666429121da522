import { signedIn } from '#app/signed-in.ts';
import { fundSummaries } from '#funds/server';
import { daysBetween, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { roles as everyRole } from '#people';
import { inProvince } from '#platform/server';
import { countWaiting, deskWaits, recentlyDone, waitingFor } from '#projects/server';
import type { PageServerLoad } from './$types.js';

const SHOWN = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const roles = cx.actor.memberships.map((m) => m.role);
  const others = everyRole.filter((role) => !roles.includes(role));
  const today = todayIn(cx.now);
  const tab = (['elsewhere', 'done'] as const).find((t) => t === url.searchParams.get('tab')) ?? 'mine';
  return inProvince(cx, async (tx) => {
    const calendar = await workingCalendarOn(tx);
    const rows =
      tab === 'done' ? [] : await waitingFor(tx, cx.province, tab === 'mine' ? roles : others, SHOWN);
    const days = (due: LocalDate) =>
      due < today ? -workingDaysBetween(due, today, calendar) : workingDaysBetween(today, due, calendar);
    return {
      tab,
      today,
      rows: rows.map((row) => ({
        ...row,
        workingDays: days(row.dueOn),
        within: daysBetween(today, row.dueOn),
      })),
      done: tab === 'done' ? await recentlyDone(tx, cx.province, cx.actor.accountId, SHOWN) : [],
      mine: await countWaiting(tx, cx.province, roles, 1000),
      elsewhere: await countWaiting(tx, cx.province, others, 1000),
      funds: await fundSummaries(tx, yearOf(today)),
      year: yearOf(today),
      waits: await deskWaits(tx, cx.province, today),
      unit: cx.actor.memberships[0]?.unitName ?? '',
    };
  });
};
