import { newId, ok, refuse, type Result } from '#kernel';
import { transact } from '#platform/server';
import { mayAccount } from './account.policy.ts';
import { insertAccount } from './account.store.server.ts';
import { describePerson, type AccountDraft } from './account.ts';
import type { Context } from './context.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

/** Adds a person to the province, without any role and without credentials yet. */
export async function createAccount(
  cx: Context,
  draft: AccountDraft,
): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    const permitted = permit(mayAccount(cx.actor, 'create'));
    if (!permitted.ok) return permitted;

    const person = describePerson(draft);
    if (!person.ok) return person;

    const row = { ...person.value, id: newId(), createdBy: cx.actor.accountId };
    const made = await insertAccount(tx, cx.province, row, cx.now);
    if (!made) return refuse('email_is_taken', { email: row.email }, 'email');

    await noteChange(tx, cx, { kind: 'account.created', subject: ['account', row.id], after: row });
    return ok({ id: row.id });
  });
}
