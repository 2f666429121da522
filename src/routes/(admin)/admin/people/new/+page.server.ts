import { redirect } from '@sveltejs/kit';
import { expectOk, readForm } from '#kernel';
import { invitationForm, unitKinds } from '#people';
import { invitePerson, listUnitsOf } from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const units = expectOk(await listUnitsOf(signedIn(locals), { kinds: unitKinds }));
  return {
    units: units.filter((unit) => unit.validTo === null),
    unitId: url.searchParams.get('unit') ?? '',
    byMail: deliveryOf(locals).byMail,
  };
};

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    const read = readForm(invitationForm, fields);
    if (!read.ok) return failWith(read.refusal, fields, locals.locale);
    const answer = await invitePerson(signedIn(locals), read.value, deliveryOf(locals));
    if (!answer.ok) return failWith(answer.refusal, fields, locals.locale);
    const { accountId, link } = answer.value;
    if (link === null) redirect(303, `/admin/people/${accountId}`);
    return { link: `${runtime().settings.origin}/invitation/${link}`, accountId, errors: [], fields };
  },
};
