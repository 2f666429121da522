import { loadYearAccounts } from '#app/settlements/year-accounts-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadYearAccounts(signedIn(locals), url);
