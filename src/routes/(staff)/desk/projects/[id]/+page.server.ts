import { error } from '@sveltejs/kit';
import { loadProjectView } from '#app/project-view.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const view = await loadProjectView(signedIn(locals), params.id);
  if (!view || view.project.state === 'draft') error(404, 'Not found');
  return { view };
};
