import { redirect } from '@sveltejs/kit';
import { expectOk } from '#kernel';
import { mayAccount } from '#people';
import { openInvitations, renewInvitation, withdrawInvitation } from '#people/server';
import { failWith, textFields } from '#app/answer.ts';
import { runtime } from '#app/runtime.ts';
import { signedIn } from '#app/signed-in.ts';
import { deliveryOf } from '#app/web/delivery.ts';
import type { Actions, PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals }) => {
  const cx = signedIn(locals);
  const invitations = expectOk(await openInvitations(cx));
  return {
    invitations: invitations.map((one) => ({ ...one, over: one.expiresAt <= locals.now })),
    may: mayAccount(cx.actor, 'invite'),
    byMail: deliveryOf(locals).byMail,
  };
};

export const actions: Actions = {
  renew: async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    const renewed = await renewInvitation(signedIn(locals), { invitationId: id }, deliveryOf(locals));
    if (!renewed.ok) return failWith(renewed.refusal, {}, locals.locale);
    const { link } = renewed.value;
    if (link === null) redirect(303, '/admin/invitations');
    return { link: `${runtime().settings.origin}/invitation/${link}`, errors: [] };
  },
  withdraw: async ({ request, locals }) => {
    const { id = '' } = textFields(await request.formData());
    const withdrawn = await withdrawInvitation(signedIn(locals), id);
    if (!withdrawn.ok) return failWith(withdrawn.refusal, {}, locals.locale);
    redirect(303, '/admin/invitations');
  },
};
