import { newId, ok, refuse, todayIn, type Result } from '#kernel';
import { transact } from '#platform/server';
import { mayChangeRole } from './account.policy.ts';
import { findAccountByEmail, insertAccount } from './account.store.server.ts';
import { describePerson, type AccountDraft } from './account.ts';
import type { Role } from './actor.ts';
import type { Context } from './context.server.ts';
import { grantIn } from './grant-role.server.ts';
import { openInvitation, type Delivery } from './open-invitation.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

export interface Invited {
  readonly accountId: string;
  /** Where no mail server is set: what follows `/invitation/` in the link to hand over. */
  readonly link: string | null;
  /** The person could sign in before: they were only given the role. */
  readonly known: boolean;
}

/** Brings a person in with a first role, and sends them the link by which they choose a password. */
export async function invitePerson(
  cx: Context,
  draft: AccountDraft & { readonly unitId: string; readonly role: Role },
  delivery: Delivery,
): Promise<Result<Invited>> {
  return transact(cx, async (tx) => {
    const person = describePerson(draft);
    const existing = person.ok ? await findAccountByEmail(tx, person.value.email) : undefined;

    const { unitId, role } = draft;
    const accountId = existing?.id ?? newId();
    const permitted = permit(mayChangeRole(cx.actor, { accountId, unitId, role }));
    if (!permitted.ok) return permitted;

    if (!person.ok) return person;
    if (existing?.active === false) return refuse('account_is_closed', {}, 'email');

    if (existing === undefined) {
      const row = { ...person.value, id: accountId, createdBy: cx.actor.accountId };
      if (!(await insertAccount(tx, cx.province, row, cx.now)))
        return refuse('email_is_taken', { email: row.email }, 'email');
    }
    const granted = await grantIn(tx, cx, { accountId, unitId, role });
    if (!granted.ok) return granted;
    const known = existing?.canSignIn ?? false;
    const by = { province: cx.province, now: cx.now, madeBy: cx.actor.accountId };
    const link = known
      ? null
      : await openInvitation(tx, by, { ...person.value, accountId }, delivery, 'invitation');

    const after = { ...person.value, unitId, role, on: todayIn(cx.now), mailed: delivery.byMail };
    await noteChange(tx, cx, { kind: 'account.invited', subject: ['account', accountId], after });
    return ok({ accountId, link, known });
  });
}
