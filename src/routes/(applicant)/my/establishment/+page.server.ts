import { redirect } from '@sveltejs/kit';
import { establishmentPage } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { ownEstablishments } from '#establishments/server';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const own = await ownEstablishments(cx);
  if (own.length === 0) redirect(303, '/my/establishment/new');
  const pages = own.map((it) => establishmentPage(cx, locals.locale, it.id));
  return { establishments: await Promise.all(pages), saved: url.searchParams.has('saved') };
};
