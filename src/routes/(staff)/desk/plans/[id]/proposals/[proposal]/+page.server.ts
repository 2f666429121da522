import { loadProposalPage, proposalFromForm } from '#app/plans/proposal-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

export const load: PageServerLoad = ({ locals, params }) =>
  loadProposalPage(signedIn(locals), params.id, params.proposal, locals.locale);

const act =
  (action: 'take' | 'cancel' | 'again') =>
  ({ locals, params, request }: RequestEvent) =>
    proposalFromForm(signedIn(locals), params, locals.locale, request, action);

export const actions: Actions = { take: act('take'), cancel: act('cancel'), again: act('again') };
