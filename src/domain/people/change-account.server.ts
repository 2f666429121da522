import { ok, refuse, type Result } from '#kernel';
import { transact } from '#platform/server';
import { mayAccount } from './account.policy.ts';
import { findAccount, updateAccount } from './account.store.server.ts';
import { describePerson, type AccountDraft } from './account.ts';
import type { Context } from './context.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

/** Corrects a person's name and telephone: one's own, or anyone's for the administrator. The address stays. */
export async function changeAccount(
  cx: Context,
  accountId: string,
  draft: Omit<AccountDraft, 'email'>,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const before = await findAccount(tx, accountId);

    const permitted = permit(cx.actor.accountId === accountId || mayAccount(cx.actor, 'edit'));
    if (!permitted.ok) return permitted;

    if (before === undefined) return refuse('not_found');
    const person = describePerson({ ...draft, email: before.email });
    if (!person.ok) return person;

    const { name, phone } = person.value;
    await updateAccount(tx, accountId, { name, phone });
    await noteChange(tx, cx, {
      kind: 'account.changed',
      subject: ['account', accountId],
      before: { name: before.name, phone: before.phone },
      after: { name, phone },
    });
    return ok(undefined);
  });
}
