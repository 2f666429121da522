import { delegateFromForm, endDelegationFromForm, loadDelegations } from '#app/clocks/delegation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { ownSession } from '#app/web/own-session.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await loadDelegations(signedIn(locals))),
  severalProvinces: ownSession(locals).provinces.length > 1,
});

export const actions: Actions = {
  give: ({ locals, request }) => delegateFromForm(signedIn(locals), locals.locale, request),
  end: ({ locals, request }) =>
    endDelegationFromForm(signedIn(locals), locals.locale, request, '/account/delegation'),
};
