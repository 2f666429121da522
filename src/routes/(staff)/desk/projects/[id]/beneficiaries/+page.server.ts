import { attachFromForm, detachFromForm, loadBeneficiariesPage } from '#app/group/beneficiaries-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadBeneficiariesPage(signedIn(locals), params.id, url.searchParams);

export const actions: Actions = {
  attach: ({ locals, params, request }) =>
    attachFromForm(signedIn(locals), locals.locale, params.id, request),
  detach: ({ locals, params, request }) =>
    detachFromForm(signedIn(locals), locals.locale, params.id, request),
};
