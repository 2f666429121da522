import { loadGroupPage, sendGroupFromForm } from '#app/group/group-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => loadGroupPage(signedIn(locals), locals.locale);

export const actions: Actions = {
  default: ({ locals, request }) => sendGroupFromForm(signedIn(locals), locals.locale, request),
};
