import { ok, refuse, type Result } from '#kernel';
import { transact, type Database } from '#platform/server';
import { findAccountByEmail, findAuthUserOf } from './account.store.server.ts';
import type { Auth } from './credentials/auth.server.ts';
import { makeResetToken } from './credentials/password-reset.server.ts';
import { installedProvinces } from './installation.store.server.ts';
import { openInvitation } from './open-invitation.server.ts';
import { noteChange } from './trail.server.ts';

/**
 * The last way in, for whoever holds the server itself: a link by which a person chooses a password
 * (an administrator who lost theirs, where no mail can be sent). Answers the path of the link. A second
 * factor stays asked for. Refused where the address is nobody's, or, with several provinces, none is named.
 */
export async function linkByOperator(
  db: Database,
  auth: Auth,
  given: { readonly email: string; readonly province: string | null },
  now: Date,
): Promise<Result<{ readonly path: string }>> {
  const served = (await installedProvinces(db)).map((one) => one.province);
  const province = given.province ?? (served.length === 1 ? served[0] : undefined);
  if (province === undefined || !served.includes(province))
    return refuse('province_must_be_named', { served: served.join(', ') });

  return transact({ db, province }, async (tx) => {
    const account = await findAccountByEmail(tx, given.email.trim().toLowerCase());
    if (account === undefined) return refuse('person_not_found', { email: given.email });
    if (!account.active) return refuse('account_is_closed');
    const userId = await findAuthUserOf(tx, account.id);
    const cx = { province, now, actor: null };
    await noteChange(tx, cx, {
      kind: 'account.reset_offered',
      subject: ['account', account.id],
      reason: 'kc',
    });
    if (userId !== undefined)
      return ok({ path: `/password-reset/${await makeResetToken(auth, userId, now)}` });
    const by = { province, now, madeBy: null };
    const delivery = { byMail: false, locale: 'vi' as const };
    const link = await openInvitation(tx, by, { ...account, accountId: account.id }, delivery, 'invitation');
    return ok({ path: `/invitation/${link}` });
  });
}
