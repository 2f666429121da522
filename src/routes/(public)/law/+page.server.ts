import { libraryList } from '#app/library-page.ts';
import { mayLibrary } from '#law';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => ({
  ...(await libraryList(locals, url)),
  mayAdd: locals.actor !== null && mayLibrary(locals.actor, 'add', null),
  // The law is real in the sample province too.
  realFigures: true,
});
