import { error } from '@sveltejs/kit';
import { loadProjectView } from '#app/project-view.ts';
import { signedIn } from '#app/signed-in.ts';
import { placeBeforeCouncil } from '#appraisal/server';
import { inProvince } from '#platform/server';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const view = await loadProjectView(cx, params.id);
  if (!view || view.project.state === 'draft') error(404, 'Not found');
  const council = await inProvince(cx, (tx) => placeBeforeCouncil(tx, cx, params.id));
  return { view, council };
};
