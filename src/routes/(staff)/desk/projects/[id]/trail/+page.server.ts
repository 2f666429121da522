import { loadProjectTrail } from '#app/seals/project-trail.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, params, url }) =>
  loadProjectTrail(signedIn(locals), params.id, url);
