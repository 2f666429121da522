import { redirect } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { ownEstablishments } from '#establishments/server';
import { todayIn } from '#kernel';
import { inProvince } from '#platform/server';
import { projectsOfEstablishment, startDraft } from '#projects/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  const own = await ownEstablishments(cx);
  return inProvince(cx, async (tx) => {
    const establishments = [];
    for (const e of own)
      establishments.push({
        id: e.id,
        name: e.name,
        projects: await projectsOfEstablishment(tx, cx.province, e.id),
      });
    return { establishments, today: todayIn(cx.now) };
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
