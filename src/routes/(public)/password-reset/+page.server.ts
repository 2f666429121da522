import { requestPasswordReset } from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals }) => ({ byMail: deliveryOf(locals).byMail });

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const fields = textFields(await request.formData());
    if (!deliveryOf(locals).byMail) return { asked: true as const, errors: [], fields };
    const { db, auth } = runtime();
    const given = { email: fields['email'] ?? '', locale: locals.locale };
    const answer = await requestPasswordReset(db, auth, locals.visitor, given, locals.now);
    if (!answer.ok) return failWith(answer.refusal, fields, locals.locale);
    return { asked: true as const, errors: [], fields };
  },
};
