import { loadPaymentList } from '#app/payments/payment-list-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadPaymentList(signedIn(locals), url);
