import { redirect } from '@sveltejs/kit';
import { delegateFromForm, endDelegationFromForm, loadDelegations } from '#app/clocks/delegation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { ownSession } from '#app/web/own-session.ts';
import { beginStandIn, endStandIn } from '#app/web/stand-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

const HERE = '/account/delegation';

export const load: PageServerLoad = async ({ locals, url }) => ({
  ...(await loadDelegations(signedIn(locals))),
  severalProvinces: ownSession(locals).provinces.length > 1,
  wasSet: url.searchParams.has('set'),
});

export const actions: Actions = {
  give: ({ locals, request }) => delegateFromForm(signedIn(locals), locals.locale, request, HERE),
  end: ({ locals, request }) => endDelegationFromForm(signedIn(locals), locals.locale, request, HERE),
  begin: async (event) => {
    // What the cookie opens is asked with the next request, and with each after it.
    const id = (await event.request.formData()).get('id');
    beginStandIn(event, typeof id === 'string' ? id : '');
    redirect(303, '/desk');
  },
  stop: (event) => {
    endStandIn(event);
    redirect(303, '/desk');
  },
};
