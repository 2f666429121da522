import { ok, refuse, type Result } from '#kernel';
import { inProvince, post, transact } from '#platform/server';
import { mayAccount } from './account.policy.ts';
import { findAccount, findAuthUserOf } from './account.store.server.ts';
import type { Account } from './account.ts';
import { provincesOfUser } from './actor.store.server.ts';
import type { Context } from './context.server.ts';
import type { Auth } from './credentials/auth.server.ts';
import { makeResetToken, RESET_HOURS } from './credentials/password-reset.server.ts';
import { endSessions } from './credentials/session.server.ts';
import { clearSecondFactor } from './credentials/user.store.server.ts';
import type { Delivery } from './open-invitation.server.ts';
import { permit } from './policy.ts';
import { noteChange } from './trail.server.ts';

export type HelpRefusal = 'person_serves_other_provinces' | 'person_cannot_sign_in';

/**
 * A new password for someone who cannot get in: the link goes to their mailbox, or, without a mail
 * server, is handed over. Never handed over for a person who serves another province too: it would
 * open that one as well.
 */
export async function sendResetLink(
  cx: Context,
  auth: Auth,
  accountId: string,
  delivery: Delivery,
): Promise<Result<{ readonly link: string | null }>> {
  const helped = await personToHelp(cx, accountId, { alone: !delivery.byMail });
  if (!helped.ok) return helped;
  const { account, userId } = helped.value;
  const token = await makeResetToken(auth, userId, cx.now);
  return transact(cx, async (tx) => {
    const values = { name: account.name, path: `/password-reset/${token}`, hours: String(RESET_HOURS) };
    if (delivery.byMail)
      await post(tx, { letter: 'password_reset', to: account.email, locale: delivery.locale, values });
    const after = { mailed: delivery.byMail };
    await noteChange(tx, cx, { kind: 'account.reset_offered', subject: ['account', accountId], after });
    return ok({ link: delivery.byMail ? null : token });
  });
}

/** For someone who has lost telephone and backup codes: they enrol again at the next sign-in. */
export async function endSecondFactorOf(
  cx: Context,
  auth: Auth,
  accountId: string,
  given: { readonly reason: string | null } & Delivery,
): Promise<Result<void>> {
  if (accountId === cx.actor.accountId) return refuse('not_permitted');
  const helped = await personToHelp(cx, accountId, { alone: true });
  if (!helped.ok) return helped;
  const { account, userId } = helped.value;
  const noted = await transact(cx, async (tx) => {
    const { name, email: to } = account;
    if (given.byMail)
      await post(tx, { letter: 'second_factor_ended', to, locale: given.locale, values: { name } });
    const subject = ['account', accountId] as const;
    await noteChange(tx, cx, { kind: 'account.second_factor_ended', subject, reason: given.reason });
    return ok(undefined);
  });
  if (!noted.ok) return noted;
  await clearSecondFactor(auth, userId);
  await endSessions(auth, userId, { allBut: null });
  return ok(undefined);
}

async function personToHelp(
  cx: Context,
  accountId: string,
  { alone }: { readonly alone: boolean },
): Promise<Result<{ readonly account: Account; readonly userId: string }>> {
  const permitted = permit(mayAccount(cx.actor, 'edit'));
  if (!permitted.ok) return permitted;
  const [account, userId] = await inProvince(cx, async (tx) => [
    await findAccount(tx, accountId),
    await findAuthUserOf(tx, accountId),
  ]);
  if (account === undefined) return refuse('not_found');
  if (userId === undefined || !account.active) return refuse('person_cannot_sign_in');
  if (alone && (await provincesOfUser(cx.db, userId)) > 1) return refuse('person_serves_other_provinces');
  return ok({ account, userId });
}
