import { redirect } from '@sveltejs/kit';
import { supportForm } from '#app/support-form.ts';
import { queryFields, saySupport } from '#app/support-page.ts';
import { todayIn } from '#kernel';
import type { PageServerLoad } from './$types.js';

/** The answer, at an address that says the whole question; or the whole form with all that is wrong in it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const today = todayIn(locals.now);
  const { asked, form } = await supportForm(locals, queryFields(url.searchParams), 'all');
  const said = saySupport(asked, today, locals.locale);
  if (said === null) return { said, form };
  if (url.pathname + url.search !== said.address) redirect(303, said.address);
  const { place } = asked;
  const served = place.ok && place.value.province.code === locals.province;
  return { said, form: null, served, today, query: url.search };
};
