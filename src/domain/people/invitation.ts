/** Days a link to choose a password stays good. */
export const INVITATION_DAYS = 7;

export type InvitationRefusal =
  | 'link_is_not_valid'
  | 'account_is_closed'
  | 'person_can_sign_in'
  | 'sign_in_as_invited'
  | 'email_has_credentials';

/** A link that was given out and neither followed nor withdrawn. */
export interface Invitation {
  readonly id: string;
  /** Null where the person asked for it: the account is made when the link is followed. */
  readonly accountId: string | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly locale: 'vi' | 'en';
  readonly mailed: boolean;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  /** Where the person was going when they asked for it: a way within this site. */
  readonly next: string | null;
}

/** The token of a link carries its province, since nobody is signed in when it is followed. */
export function linkToken(province: string, token: string): string {
  return `${province}-${token}`;
}

/** Undefined for anything that is not such a token. */
export function readLinkToken(
  text: string,
): { readonly province: string; readonly token: string } | undefined {
  const match = /^(\d{2})-([\w-]{43})$/.exec(text);
  return match ? { province: match[1]!, token: match[2]! } : undefined;
}
