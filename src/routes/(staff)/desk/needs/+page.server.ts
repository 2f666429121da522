import { loadNeedList } from '#app/needs/list-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadNeedList(signedIn(locals), locals.locale, url);
