import { loadDebts } from '#app/settlements/debts-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadDebts(signedIn(locals), url);
