import { signedIn } from '#app/signed-in.ts';
import { listKey } from '#app/waits/list-key.ts';
import { daysOf, waitsOfDesks } from '#app/waits/waits-page.ts';
import { shownBy } from '#app/web/unsent.ts';
import { countWaitingOpinions, dealsWithCouncils } from '#appraisal/server';
import { fundSummaries } from '#funds/server';
import { daysBetween, todayIn, workingDaysBetween, yearOf, type LocalDate } from '#kernel';
import { roles as everyRole, type Role } from '#people';
import { inProvince } from '#platform/server';
import { keyText } from '#projects';
import {
  closedProjects,
  countWaiting,
  extensionsAskedOf,
  readMarks,
  recentlyDone,
  waitingFor,
  type Waiting,
  withoutRecused,
} from '#projects/server';
import type { PageServerLoad } from './$types.js';

const SHOWN = 40;

export const load: PageServerLoad = async (event) => {
  const { locals, url } = event;
  const cx = signedIn(locals);
  const roles = cx.actor.memberships.map((m) => m.role);
  const lent = cx.actor.delegated ?? [];
  const others = everyRole.filter((role) => !roles.includes(role) && !lent.some((l) => l.role === role));
  const today = todayIn(cx.now);
  const after = listKey(url.searchParams.get('after'), 'day');
  const tab =
    (['behalf', 'elsewhere', 'done'] as const).find((t) => t === url.searchParams.get('tab')) ?? 'mine';
  const shown = await inProvince(cx, async (tx) => {
    const marks = readMarks(tx, cx.province);
    const readable = <T extends { readonly projectId: string }>(rows: Promise<readonly T[]>) =>
      withoutRecused(tx, cx, rows, (row) => row.projectId);
    const waitingOf = (owners: readonly Role[], events: readonly string[] | null) =>
      readable(waitingFor(tx, cx.province, owners, SHOWN, events));
    /** A page of what waits, and the place of the next one. */
    const pageOf = async (owners: readonly Role[]) => {
      const found = waitingFor(tx, cx.province, owners, SHOWN + 1, null, after);
      const rows = await readable(found.then((all) => all.slice(0, SHOWN)));
      const all = await found;
      const last = all[SHOWN - 1];
      return {
        rows,
        next: all.length > SHOWN && last ? keyText({ value: last.dueOn, id: last.id }) : null,
      };
    };
    // Asked together: none of these needs another's answer.
    const [{ calendar }, { rows, next }, behalf, waits, done, funds, councils, extensions, opinions, closed] =
      await Promise.all([
        marks.then((known) => daysOf(tx, cx.province, known, today)),
        tab === 'done' || tab === 'behalf'
          ? { rows: [], next: null }
          : pageOf(tab === 'mine' ? roles : others),
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
        closedProjects(tx, cx),
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
      reader: roles.every((role) => role === 'auditor')
        ? ('auditor' as const)
        : roles.every((role) => role === 'commune_officer')
          ? ('commune' as const)
          : ('officer' as const),
      today,
      rows: rows.map(dated),
      next,
      isFirst: after === null,
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
      closed: closed.size,
      unit: cx.actor.memberships[0]?.unitName ?? '',
    };
  });
  return { shown: shownBy(event, shown) };
};
