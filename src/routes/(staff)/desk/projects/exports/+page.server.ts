import { redirect } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { askForExport } from '#projects/server';
import type { Actions, PageServerLoad } from './$types.js';

/** Only asked for by the list's buttons; the address alone leads back there. */
export const load: PageServerLoad = () => redirect(303, '/desk/projects');

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = textFields(await request.formData());
    const asked = await askForExport(signedIn(locals), {
      format: fields['format'] === 'xlsx' ? 'xlsx' : 'csv',
      query: fields['query'] ?? '',
      locale: locals.locale,
    });
    if (!asked.ok) return failWith(asked.refusal, fields, locals.locale);
    redirect(303, `/desk/projects/exports/${asked.value.id}`);
  },
};
