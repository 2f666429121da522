import { error, redirect } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { draftFrom, establishmentQuery } from '#app/support-start.ts';
import { ownEstablishments } from '#establishments/server';
import { startDraft } from '#projects/server';
import type { Actions, PageServerLoad } from './$types.js';

/** From an answer to a request: the establishment is chosen, or registered first with what is known of it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const draft = await draftFrom(cx, url.searchParams, locals.locale);
  if (draft === undefined) error(404, 'Not found');
  const own = await ownEstablishments(cx);
  if (own.length === 0)
    redirect(303, `/my/establishment/new?${establishmentQuery(draft, url.pathname + url.search)}`);
  return {
    establishments: own.map(({ id, name }) => ({ value: id, label: name })),
    name: draft.name,
    funds: draft.funds,
  };
};

export const actions: Actions = {
  default: async ({ locals, request, url }) => {
    const cx = signedIn(locals);
    const typed = textFields(await request.formData());
    const draft = await draftFrom(cx, url.searchParams, locals.locale);
    if (draft === undefined) error(404, 'Not found');
    const fields = draft.fields(typed['fund'] === 'national' ? 'national' : 'local');
    const started = await startDraft(cx, { establishmentId: typed['establishment'] ?? '', fields });
    if (!started.ok) return failWith(started.refusal, typed, locals.locale);
    redirect(303, `/my/requests/${started.value.id}/draft`);
  },
};
