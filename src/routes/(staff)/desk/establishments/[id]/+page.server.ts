import { establishmentPage } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { readsWholeProvince } from '#people';
import { inProvince } from '#platform/server';
import type { State } from '#projects';
import { projectsOfEstablishment, withoutRecused } from '#projects/server';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const cx = signedIn(locals);
  const page = await establishmentPage(cx, locals.locale, params.id);
  const projects = readsWholeProvince(cx.actor)
    ? await inProvince(cx, async (tx) =>
        withoutRecused(tx, cx, await projectsOfEstablishment(tx, cx.province, params.id), ({ id }) => id),
      )
    : [];
  return {
    ...page,
    // A draft is its writer's own until it is submitted.
    projects: projects
      .filter((project) => project.state !== 'draft')
      .map((project) => ({ ...project, state: project.state as State })),
    saved: url.searchParams.has('saved'),
  };
};
