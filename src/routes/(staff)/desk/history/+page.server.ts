import { failWith, textFields } from '#app/answer.ts';
import { signedIn } from '#app/signed-in.ts';
import { readForm } from '#kernel';
import { resolutionForm, withdrawalForm } from '#reporting';
import { readHistory, resolveDifference, withdrawResolution } from '#reporting/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => ({
  history: await readHistory(signedIn(locals)),
  asked: url.searchParams.get('check'),
});

export const actions: Actions = {
  resolve: async ({ locals, request }) => {
    const fields = textFields(await request.formData());
    const form = readForm(resolutionForm, fields);
    if (!form.ok) return failWith(form.refusal, fields, locals.locale);
    const done = await resolveDifference(signedIn(locals), form.value);
    return done.ok ? { done: 'resolved' as const } : failWith(done.refusal, fields, locals.locale);
  },
  withdraw: async ({ locals, request }) => {
    const fields = textFields(await request.formData());
    const form = readForm(withdrawalForm, fields);
    if (!form.ok) return failWith(form.refusal, fields, locals.locale);
    const done = await withdrawResolution(signedIn(locals), form.value);
    return done.ok ? { done: 'withdrawn' as const } : failWith(done.refusal, fields, locals.locale);
  },
};
