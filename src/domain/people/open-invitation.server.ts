import { newId } from '#kernel';
import { post, type Tx } from '#platform/server';
import { INVITATION_DAYS, linkToken } from './invitation.ts';
import { insertInvitation } from './invitation.store.server.ts';
import { hashToken, makeToken } from './one-time-token.server.ts';

/** How a link reaches the person: by mail, or, without a mail server, by the hand of whoever invited. */
export interface Delivery {
  readonly byMail: boolean;
  readonly locale: 'vi' | 'en';
}

interface Invited {
  readonly accountId: string | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  /** Where the person goes on to once they are in. */
  readonly next?: string | null;
}

/**
 * Makes a link and posts it. Answers the token of the link where it must be handed over, and null
 * where it went to the mailbox: then nobody else may see it.
 */
export async function openInvitation(
  tx: Tx,
  cx: { readonly province: string; readonly now: Date; readonly madeBy: string | null },
  person: Invited,
  delivery: Delivery,
  letter: 'invitation' | 'sign_up',
): Promise<string | null> {
  const token = makeToken();
  const path = `/invitation/${linkToken(cx.province, token)}`;
  await insertInvitation(
    tx,
    cx.province,
    {
      ...person,
      next: person.next ?? null,
      id: newId(),
      locale: delivery.locale,
      mailed: delivery.byMail,
      tokenHash: hashToken(token),
      madeBy: cx.madeBy,
      expiresAt: new Date(cx.now.getTime() + INVITATION_DAYS * 86_400_000),
    },
    cx.now,
  );
  if (!delivery.byMail) return linkToken(cx.province, token);
  const values = { name: person.name, path, days: String(INVITATION_DAYS) };
  await post(tx, { letter, to: person.email, locale: delivery.locale, values });
  return null;
}
