import { loadTransfersPage } from '#app/money/transfers-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadTransfersPage(signedIn(locals), url.searchParams);
