import { error, redirect } from '@sveltejs/kit';
import { actFromForm } from '#app/act-page.ts';
import { loadProjectView } from '#app/project-view.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const view = await loadProjectView(signedIn(locals), params.id);
  if (!view) error(404, 'Not found');
  if (view.project.state === 'draft') redirect(303, `/my/requests/${params.id}/draft`);
  return { view };
};

export const actions: Actions = {
  withdraw: ({ locals, params, request }) =>
    actFromForm(signedIn(locals), locals.locale, params.id, 'withdraw', request, `/my/requests/${params.id}`),
};
