import { supportForm, supportSteps } from '#app/support-form.ts';
import { queryFields } from '#app/support-page.ts';
import type { PageServerLoad } from './$types.js';

/** The form, a part at a time; each part sends everything typed so far in its address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const fields = queryFields(url.searchParams);
  const step = supportSteps.find((one) => one === fields['step']) ?? 'who';
  return (await supportForm(locals, fields, step)).form;
};
