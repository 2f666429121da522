import { ok, refuse, type Result } from '#kernel';
import { transact } from '#platform/server';
import { mayAccount } from './account.policy.ts';
import { findAccount } from './account.store.server.ts';
import type { Context } from './context.server.ts';
import { findInvitationById, withdrawInvitations } from './invitation.store.server.ts';
import { openInvitation, type Delivery } from './open-invitation.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

/** A new link for an open invitation, or for someone invited whose link ran out; the old one is void. */
export async function renewInvitation(
  cx: Context,
  which: { readonly invitationId: string } | { readonly accountId: string },
  delivery: Delivery,
): Promise<Result<{ readonly link: string | null }>> {
  return transact(cx, async (tx) => {
    const invited =
      'invitationId' in which
        ? await findInvitationById(tx, which.invitationId)
        : await findAccount(tx, which.accountId);

    const permitted = permit(mayAccount(cx.actor, 'invite'));
    if (!permitted.ok) return permitted;

    if (invited === undefined) return refuse('not_found');
    if ('canSignIn' in invited && invited.canSignIn) return refuse('person_can_sign_in');
    if ('active' in invited && !invited.active) return refuse('account_is_closed');
    const accountId = 'accountId' in invited ? invited.accountId : invited.id;
    const { name, email, phone } = invited;
    const next = 'next' in invited ? invited.next : null;

    const by = { province: cx.province, now: cx.now, madeBy: cx.actor.accountId };
    const letter = accountId === null ? 'sign_up' : 'invitation';
    const link = await openInvitation(tx, by, { accountId, name, email, phone, next }, delivery, letter);
    if (accountId !== null)
      await noteChange(tx, cx, {
        kind: 'account.invited',
        subject: ['account', accountId],
        after: { email, mailed: delivery.byMail },
      });
    return ok({ link });
  });
}

export async function withdrawInvitation(cx: Context, id: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const permitted = permit(mayAccount(cx.actor, 'invite'));
    if (!permitted.ok) return permitted;
    return (await withdrawInvitations(tx, { id }, cx.now)) > 0 ? ok(undefined) : refuse('not_found');
  });
}
