import { delegateFromForm, endDelegationFromForm, loadDelegationList } from '#app/clocks/delegation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadDelegationList(signedIn(locals), url);

export const actions: Actions = {
  give: ({ locals, request }) =>
    delegateFromForm(signedIn(locals), locals.locale, request, '/admin/delegations'),
  end: ({ locals, request }) =>
    endDelegationFromForm(signedIn(locals), locals.locale, request, '/admin/delegations'),
};
