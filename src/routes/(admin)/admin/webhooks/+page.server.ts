import { redirect } from '@sveltejs/kit';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { loopbackAllowed, webhookKinds, webhookVault } from '#app/webhooks.ts';
import { expectOk, isId, refuse } from '#kernel';
import { hasRole } from '#people';
import { changeWebhook, listWebhooks, registerWebhook, sendWebhookAgain } from '#records/server';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  return {
    ...expectOk(await listWebhooks(cx)),
    kinds: webhookKinds,
    may: hasRole(cx.actor, 'administrator'),
  };
};

const change = (what: 'pause' | 'resume' | 'rotate') =>
  (async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    if (!isId(id)) return failWith(refuse('webhook_not_found').refusal, {}, locals.locale);
    const changed = await changeWebhook(signedIn(locals), id, what, webhookVault(runtime().settings));
    if (!changed.ok) return failWith(changed.refusal, {}, locals.locale);
    const { secret } = changed.value;
    if (secret === null) redirect(303, '/admin/webhooks');
    return { secret, errors: [], fields: {} };
  }) satisfies Actions[string];

export const actions: Actions = {
  register: async ({ request, locals }) => {
    const data = await request.formData();
    const fields = textFields(data);
    const kinds = data.getAll('kinds').map(String);
    const { settings } = runtime();
    const sealed = { loopbackAllowed: loopbackAllowed(settings), vault: webhookVault(settings) };
    const input = { url: (fields['url'] ?? '').trim(), kinds };
    const made = await registerWebhook(signedIn(locals), input, webhookKinds, sealed);
    // What was ticked comes back as one field, since a form's fields are texts.
    if (!made.ok) return failWith(made.refusal, { url: input.url, chosen: kinds.join(' ') }, locals.locale);
    return { secret: made.value.secret, errors: [], fields: {} };
  },
  pause: change('pause'),
  resume: change('resume'),
  rotate: change('rotate'),
  again: async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    if (!isId(id)) return failWith(refuse('webhook_not_found').refusal, {}, locals.locale);
    const sent = await sendWebhookAgain(signedIn(locals), id);
    if (!sent.ok) return failWith(sent.refusal, {}, locals.locale);
    redirect(303, '/admin/webhooks');
  },
};
