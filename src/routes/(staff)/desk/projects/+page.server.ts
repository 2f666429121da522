import { admit } from '#app/access.ts';
import { signedIn } from '#app/signed-in.ts';
import { failWith, textFields } from '#app/answer.ts';
import { todayIn, workingDaysBetween, type LocalDate } from '#kernel';
import { loadContents, workingCalendarOn } from '#law/server';
import { inProvince } from '#platform/server';
import { countedTo, filterFrom, keyFrom, mayBeginGroup } from '#projects';
import {
  closedProjects,
  countProjects,
  dropView,
  listProjects,
  saveView,
  savedViewsOf,
  withoutRecused,
} from '#projects/server';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types.js';

const PAGE_SIZE = 40;

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const filter = filterFrom(url.searchParams);
  const before = keyFrom(url.searchParams.get('before'));
  const after = keyFrom(url.searchParams.get('after'));
  return inProvince(cx, async (tx) => {
    const page = await listProjects(tx, cx, filter, {
      after: before ?? after,
      backwards: before !== null,
      size: PAGE_SIZE,
    });
    const most = countedTo(filter);
    const count = await countProjects(tx, cx, filter, most + 1);
    const contents = [...(await loadContents(tx, cx.province)).values()].map((c) => ({
      code: c.code,
      name: c.name[locals.locale],
    }));
    const today = todayIn(cx.now);
    const calendar = await workingCalendarOn(tx);
    const daysTo = (due: LocalDate) =>
      due < today ? -workingDaysBetween(due, today, calendar) : workingDaysBetween(today, due, calendar);
    return {
      filter,
      page: {
        ...page,
        rows: (await withoutRecused(tx, cx, page.rows, ({ id }) => id)).map((row) => ({
          ...row,
          workingDays: row.dueOn === null ? undefined : daysTo(row.dueOn),
        })),
      },
      closed: (await closedProjects(tx, cx)).size,
      count: Math.min(count, most),
      more: count > most,
      contents,
      views: await savedViewsOf(tx, cx),
      mayBeginGroup: mayBeginGroup(cx.actor),
      seesRegister: admit('/(staff)/desk/papers', { signedIn: true, actor: cx.actor }) === 'enter',
      query: url.searchParams.toString(),
      today,
    };
  });
};

export const actions: Actions = {
  save: async ({ locals, request, url }) => {
    const fields = textFields(await request.formData());
    const saved = await saveView(signedIn(locals), {
      name: fields['name'] ?? '',
      query: fields['query'] ?? '',
    });
    if (!saved.ok) return failWith(saved.refusal, fields, locals.locale);
    redirect(303, `${url.pathname}?${fields['query'] ?? ''}`);
  },
  drop: async ({ locals, request, url }) => {
    const fields = textFields(await request.formData());
    const dropped = await dropView(signedIn(locals), fields['id'] ?? '');
    if (!dropped.ok) return failWith(dropped.refusal, fields, locals.locale);
    redirect(303, url.pathname);
  },
};
