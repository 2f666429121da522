import { newId, ok, refuse, type Result } from '#kernel';
import { inProvince, transact, type Database, type Tx } from '#platform/server';
import { findAccount, insertAccount, linkAuthUser } from './account.store.server.ts';
import { provincesOfUser } from './actor.store.server.ts';
import type { Auth } from './credentials/auth.server.ts';
import { checkPassword } from './credentials/password.ts';
import type { Session } from './credentials/session.server.ts';
import {
  createAuthUser,
  findAuthUser,
  markEmailVerified,
  setPassword,
} from './credentials/user.store.server.ts';
import { readLinkToken, type Invitation } from './invitation.ts';
import { findInvitation, markAccepted } from './invitation.store.server.ts';
import { hashToken } from './one-time-token.server.ts';
import { noteChange } from './trail.server.ts';

export interface ReadInvitation {
  readonly province: string;
  readonly name: string;
  readonly email: string;
  /** The person has a password already (from another province): they accept by signing in. */
  readonly hasCredentials: boolean;
}

/** What a link offers, before it is accepted. */
export async function readInvitation(
  db: Database,
  auth: Auth,
  linkText: string,
  now: Date,
): Promise<Result<ReadInvitation>> {
  const link = readLinkToken(linkText);
  if (link === undefined) return refuse('link_is_not_valid');
  const { province, token } = link;
  const found = await inProvince({ db, province }, (tx) => findInvitation(tx, hashToken(token), now, 'look'));
  if (found === undefined) return refuse('link_is_not_valid');
  const { name, email } = found;
  return ok({ province, name, email, hasCredentials: await isSomeones(db, auth, email) });
}

export interface AcceptedInvitation {
  readonly province: string;
  readonly email: string;
  /** Where the person was going when they asked for the link. */
  readonly next: string | null;
}

/**
 * Follows a link: the person chooses a password, or, where they have one from another province, joins
 * this account by the session they are signed in with. A link alone never changes existing
 * credentials: in an office without a mail server somebody else has held it in their hands.
 */
export async function acceptInvitation(
  db: Database,
  auth: Auth,
  given: { readonly link: string } & ({ readonly password: string } | { readonly session: Session }),
  now: Date,
): Promise<Result<AcceptedInvitation>> {
  const link = readLinkToken(given.link);
  if (link === undefined) return refuse('link_is_not_valid');
  const scope = { db, province: link.province };
  const tokenHash = hashToken(link.token);
  const invitation = await inProvince(scope, (tx) => findInvitation(tx, tokenHash, now, 'look'));
  if (invitation === undefined) return refuse('link_is_not_valid');

  const user =
    'session' in given
      ? ownUser(invitation, given.session)
      : await userWithPassword(db, auth, invitation, given.password, now);
  if (!user.ok) return user;
  if (invitation.mailed) await markEmailVerified(auth, user.value);

  return transact(scope, async (tx) => {
    const open = await findInvitation(tx, tokenHash, now, 'lock');
    if (open === undefined) return refuse('link_is_not_valid');
    const accountId = await accountFor(tx, link.province, open, now);
    if (accountId === undefined) return refuse('account_is_closed');
    if (!(await linkAuthUser(tx, accountId, user.value))) return refuse('email_has_credentials');
    await markAccepted(tx, open.id, accountId, now);
    const cx = { ...scope, now, actor: { accountId } };
    await noteChange(tx, cx, { kind: 'account.joined', subject: ['account', accountId] });
    return ok({ province: link.province, email: open.email, next: open.next });
  });
}

function ownUser(invitation: Invitation, session: Session): Result<string> {
  return session.email === invitation.email ? ok(session.userId) : refuse('sign_in_as_invited');
}

async function userWithPassword(
  db: Database,
  auth: Auth,
  { email, name }: Invitation,
  password: string,
  now: Date,
): Promise<Result<string>> {
  const strong = checkPassword(password, { email, name });
  if (!strong.ok) return strong;
  if (await isSomeones(db, auth, email)) return refuse('email_has_credentials');
  const userId =
    (await findAuthUser(auth, email))?.id ??
    (await createAuthUser(auth, { email, name, emailVerified: false }, now));
  if (userId === undefined) return refuse('email_has_credentials');
  await setPassword(auth, userId, password);
  return ok(userId);
}

/** Credentials that open an account somewhere belong to a person; others are left from a try cut off. */
async function isSomeones(db: Database, auth: Auth, email: string): Promise<boolean> {
  const user = await findAuthUser(auth, email);
  return user !== undefined && (await provincesOfUser(db, user.id)) > 0;
}

/** The invited account, or a new one for who asked themselves; undefined when it was closed meanwhile. */
async function accountFor(
  tx: Tx,
  province: string,
  invitation: Invitation,
  now: Date,
): Promise<string | undefined> {
  const { accountId, name, email, phone } = invitation;
  if (accountId !== null) return (await findAccount(tx, accountId))?.active ? accountId : undefined;
  const id = newId();
  return (await insertAccount(tx, province, { id, name, email, phone, createdBy: null }, now))
    ? id
    : undefined;
}
