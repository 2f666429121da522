import { signedIn } from '#app/signed-in.ts';
import { countWaitingOpinions, dealsWithCouncils } from '#appraisal/server';
import { fundSummaries } from '#funds/server';
import { daysBetween, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { roles as everyRole, type Role } from '#people';
import { inProvince } from '#platform/server';
import {
  countWaiting,
  deskWaits,
  extensionsAskedOf,
  recentlyDone,
  waitingFor,
  type Waiting,
} from '#projects/server';
import type { PageServerLoad } from './$types.js';

const SHOWN = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const roles = cx.actor.memberships.map((m) => m.role);
  const lent = cx.actor.delegated ?? [];
  const others = everyRole.filter((role) => !roles.includes(role) && !lent.some((l) => l.role === role));
  const today = todayIn(cx.now);
  const tab =
    (['behalf', 'elsewhere', 'done'] as const).find((t) => t === url.searchParams.get('tab')) ?? 'mine';
  return inProvince(cx, async (tx) => {
    const calendar = await workingCalendarOn(tx);
    const rows =
      tab === 'done' || tab === 'behalf'
        ? []
        : await waitingFor(tx, cx.province, tab === 'mine' ? roles : others, SHOWN);
    // What waits for those one acts for, each apart.
    const behalf = [];
    for (const { id, role, events, lastDay, onBehalfOf } of lent)
      behalf.push({
        id: events === null ? id : null,
        name: onBehalfOf.name,
        lastDay,
        count: await countWaiting(tx, cx.province, role, events),
        rows: tab === 'behalf' ? await waitingFor(tx, cx.province, [role], SHOWN, events) : [],
      });
    const waits = await deskWaits(tx, cx.province, today);
    const open = (owners: readonly Role[]) =>
      waits.filter((w) => owners.includes(w.ownerRole)).reduce((sum, w) => sum + w.open, 0);
    const days = (due: LocalDate) =>
      due < today ? -workingDaysBetween(due, today, calendar) : workingDaysBetween(today, due, calendar);
    const dated = (row: Waiting) => ({
      ...row,
      workingDays: days(row.dueOn),
      within: daysBetween(today, row.dueOn),
    });
    return {
      tab,
      today,
      rows: rows.map(dated),
      behalf: behalf.map((one) => ({ ...one, rows: one.rows.map(dated) })),
      done: tab === 'done' ? await recentlyDone(tx, cx.province, cx.actor.accountId, SHOWN) : [],
      mine: open(roles),
      elsewhere: open(others),
      funds: await fundSummaries(tx, yearOf(today)),
      year: yearOf(today),
      waits,
      councils: await dealsWithCouncils(tx, cx),
      extensions: await extensionsAskedOf(tx, cx, 20),
      opinions: await countWaitingOpinions(tx, cx),
      unit: cx.actor.memberships[0]?.unitName ?? '',
    };
  });
};
