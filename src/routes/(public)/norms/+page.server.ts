import { publicNorms } from '#app/norms/public-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const norms = await publicNorms(locals, url);
  // The national law is real in the sample province too; its own set may be made up.
  return { norms, realFigures: norms.set?.sample !== true };
};
