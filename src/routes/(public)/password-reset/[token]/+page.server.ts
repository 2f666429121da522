import { redirect } from '@sveltejs/kit';
import { SHORTEST_PASSWORD } from '#people';
import { isResetToken, resetPassword } from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ params, locals }) => ({
  good: await isResetToken(runtime().auth, params.token, locals.now),
  shortestPassword: SHORTEST_PASSWORD,
});

export const actions: Actions = {
  default: async ({ request, params, locals }) => {
    const { password = '' } = textFields(await request.formData());
    const given = { token: params.token, password };
    const answer = await resetPassword(runtime().auth, locals.visitor, given, locals.now);
    if (!answer.ok) return failWith(answer.refusal, {}, locals.locale);
    redirect(303, '/sign-in?changed=1');
  },
};
