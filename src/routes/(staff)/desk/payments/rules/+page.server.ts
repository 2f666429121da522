import { loadPaymentRules, ruleFromForm } from '#app/payments/payment-list-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadPaymentRules(signedIn(locals), locals.locale, url);

export const actions: Actions = {
  level: ({ locals, request }) => ruleFromForm(signedIn(locals), locals.locale, request, 'level'),
  rule: ({ locals, request }) => ruleFromForm(signedIn(locals), locals.locale, request, 'rule'),
};
