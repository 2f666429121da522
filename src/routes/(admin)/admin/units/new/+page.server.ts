import { redirect } from '@sveltejs/kit';
import { readForm } from '#kernel';
import { newUnitForm } from '#people';
import { createUnit } from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { unitOptions } from '#app/web/unit-options.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => unitOptions(signedIn(locals));

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    const read = readForm(newUnitForm, fields);
    if (!read.ok) return failWith(read.refusal, fields, locals.locale);
    const made = await createUnit(signedIn(locals), read.value);
    if (!made.ok) return failWith(made.refusal, fields, locals.locale);
    redirect(303, `/admin/units/${made.value.id}`);
  },
};
