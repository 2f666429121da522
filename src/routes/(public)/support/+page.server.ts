import { redirect } from '@sveltejs/kit';
import { supportForm, supportSteps } from '#app/support-form.ts';
import { postedQuery, queryFields } from '#app/support-page.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The form, a part at a time; each part sends everything typed so far in its address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const fields = queryFields(url.searchParams);
  const step = supportSteps.find((one) => one === fields['step']) ?? 'who';
  return (await supportForm(locals, fields, step)).form();
};

export const actions: Actions = {
  /** Back from the last part: all that was typed goes on in the address, the tax code does not. */
  default: async ({ request }) => {
    const typed = postedQuery(await request.formData());
    typed.delete('tax');
    redirect(303, `/support?${typed.toString()}`);
  },
};
