import { signedIn } from '#app/signed-in.ts';
import { daysOf, waitsOfDesks } from '#app/waits/waits-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import { countWaitingOpinions, dealsWithCouncils } from '#appraisal/server';
import { fundSummaries } from '#funds/server';
import { daysBetween, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { roles as everyRole, type Role } from '#people';
import { inProvince } from '#platform/server';
import {
  countWaiting,
  extensionsAskedOf,
  readMarks,
  recentlyDone,
  waitingFor,
  type Waiting,
  withoutRecused,
} from '#projects/server';
import type { PageServerLoad } from './$types.js';

const SHOWN = 100;

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event;
  const cx = signedIn(locals);
  const roles = cx.actor.memberships.map((m) => m.role);
  const lent = cx.actor.delegated ?? [];
  const others = everyRole.filter((role) => !roles.includes(role) && !lent.some((l) => l.role === role));
  const today = todayIn(cx.now);
  const tab =
    (['behalf', 'elsewhere', 'done'] as const).find((t) => t === url.searchParams.get('tab')) ?? 'mine';
  const shown = await inProvince(cx, async (tx) => {
    const marks = readMarks(tx, cx.province);
    const readable = async <T extends { readonly projectId: string }>(rows: Promise<readonly T[]>) =>
      withoutRecused(tx, cx, await rows, (row) => row.projectId);
    const waitingOf = (owners: readonly Role[], events: readonly string[] | null = null) =>
      readable(waitingFor(tx, cx.province, owners, SHOWN, events));
    // Asked together: none of these needs another's answer.
    const [{ calendar }, rows, behalf, waits, done, funds, councils, extensions, opinions] =
      await Promise.all([
        marks.then((known) => daysOf(tx, cx.province, known, today)),
        tab === 'done' || tab === 'behalf' ? [] : waitingOf(tab === 'mine' ? roles : others),
        // What waits for those one acts for, each apart.
        Promise.all(
          lent.map(async ({ id, role, events, lastDay, onBehalfOf }) => ({
            id: events === null ? id : null,
            name: onBehalfOf.name,
            lastDay,
            count: await countWaiting(tx, cx.province, role, events),
            rows: tab === 'behalf' ? await waitingOf([role], events) : [],
          })),
        ),
        marks.then((known) => waitsOfDesks(tx, cx.province, known, today)),
        tab === 'done' ? readable(recentlyDone(tx, cx.province, cx.actor.accountId, SHOWN)) : [],
        fundSummaries(tx, yearOf(today)),
        dealsWithCouncils(tx, cx),
        extensionsAskedOf(tx, cx, 20),
        countWaitingOpinions(tx, cx),
      ]);
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
      done,
      mine: open(roles),
      elsewhere: open(others),
      funds,
      year: yearOf(today),
      waits,
      councils,
      extensions,
      opinions,
      unit: cx.actor.memberships[0]?.unitName ?? '',
    };
  });
  return { shown: shownBy(event, shown) };
};
