import { redirect } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { ownEstablishments } from '#establishments/server';
import { todayIn, workingDaysBetween, type LocalDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince } from '#platform/server';
import { projectsOfEstablishment, recentlyDone, startDraft } from '#projects/server';
import type { Actions, PageServerLoad } from './$types.js';

/** How many of the last acts are shown. */
const DONE = 10;

export const load: PageServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  const own = await ownEstablishments(cx);
  return inProvince(cx, async (tx) => {
    const today = todayIn(cx.now);
    const calendar = await workingCalendarOn(tx);
    const days = (due: LocalDate) =>
      due < today ? -workingDaysBetween(due, today, calendar) : workingDaysBetween(today, due, calendar);
    const establishments = [];
    for (const e of own)
      establishments.push({
        id: e.id,
        name: e.name,
        projects: (await projectsOfEstablishment(tx, cx.province, e.id)).map((p) => ({
          ...p,
          workingDays: p.due_on === null ? undefined : days(p.due_on as LocalDate),
        })),
      });
    return { establishments, today, done: await recentlyDone(tx, cx.province, cx.actor.accountId, DONE) };
  });
};

export const actions: Actions = {
  start: async ({ locals, request }) => {
    const fields = textFields(await request.formData());
    const started = await startDraft(signedIn(locals), { establishmentId: fields['establishment'] ?? '' });
    if (!started.ok) return failWith(started.refusal, fields, locals.locale);
    redirect(303, `/my/requests/${started.value.id}/draft`);
  },
};
