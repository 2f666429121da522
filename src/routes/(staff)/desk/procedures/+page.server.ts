import { loadProceduresPage } from '#app/procedures-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) =>
  loadProceduresPage(signedIn(locals), url, locals.locale);
