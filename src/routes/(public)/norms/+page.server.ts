import { publicNorms } from '#app/norms/public-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => ({
  norms: await publicNorms(locals, url),
  // The law is real in the sample province too.
  realFigures: true,
});
