import { signedIn } from '#app/signed-in.ts';
import { loadVersionPage } from '#app/version-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => ({
  version: await loadVersionPage(signedIn(locals), params.id, Number(params.no), locals.locale),
});
