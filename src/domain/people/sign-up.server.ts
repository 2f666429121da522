import { ok, type Result } from '#kernel';
import { post, transact, type Database, type Tx } from '#platform/server';
import { findAccountByEmail } from './account.store.server.ts';
import { describePerson, type Account, type AccountDraft } from './account.ts';
import type { Auth } from './credentials/auth.server.ts';
import { placeOf } from './credentials/limits.server.ts';
import type { Visitor } from './credentials/visitor.server.ts';
import { openInvitation, type Delivery } from './open-invitation.server.ts';

/**
 * Someone from an establishment asks for an account. Only a link is made: the account comes into
 * being when it is followed, so that nobody registers another's address. Without a mail server the
 * request waits for an administrator, who hands the link over. The answer is the same whether or not
 * the address is known here. `next`, a way within this site, is where the person goes on to afterwards.
 */
export async function requestSignUp(
  db: Database,
  auth: Auth,
  visitor: Visitor,
  draft: AccountDraft & { readonly province: string; readonly next?: string | null },
  delivery: Delivery,
  now: Date,
): Promise<Result<void>> {
  const person = describePerson(draft);
  if (!person.ok) return person;
  const { province, next = null } = draft;
  const { email } = person.value;

  const fromHere = await auth.limits.take('form', placeOf(visitor.address));
  if (!fromHere.ok) return fromHere;
  const toThere = await auth.limits.take('letter', email);
  if (!toThere.ok) return toThere;

  return transact({ db, province }, async (tx) => {
    const existing = await findAccountByEmail(tx, email);
    const by = { province, now, madeBy: null };
    if (existing?.canSignIn) await postKnownLetter(tx, existing, delivery, next);
    else if (existing === undefined)
      await openInvitation(tx, by, { ...person.value, accountId: null, next }, delivery, 'sign_up');
    else if (existing.active)
      await openInvitation(tx, by, { ...existing, accountId: existing.id, next }, delivery, 'invitation');
    return ok(undefined);
  });
}

/** Tells who asks for a second account that they have one; said only to the mailbox itself. */
async function postKnownLetter(
  tx: Tx,
  account: Account,
  delivery: Delivery,
  next: string | null,
): Promise<void> {
  if (!delivery.byMail) return;
  const way = next === null ? '' : `?${new URLSearchParams({ next }).toString()}`;
  const values = { name: account.name, path: `/sign-in${way}` };
  await post(tx, { letter: 'known', to: account.email, locale: delivery.locale, values });
}
