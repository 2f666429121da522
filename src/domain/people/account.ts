import { ok, refuse, squeezeSpaces, type Result } from '#kernel';

/** A person in one province. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Lower case; unique in the province. */
  readonly email: string;
  readonly phone: string | null;
  readonly active: boolean;
  /** Whether the person has credentials, that is, has accepted the invitation. */
  readonly canSignIn: boolean;
}

export type AccountRefusal =
  | 'person_name_is_too_short'
  | 'person_name_is_too_long'
  | 'email_is_not_valid'
  | 'email_is_taken'
  | 'phone_is_not_valid';

export interface AccountDraft {
  readonly name: string;
  readonly email: string;
  readonly phone?: string | null | undefined;
}

/** Deliberately loose: only the mail's arrival proves an address. */
const EMAIL = /^[^\s@<>"']{1,64}@[^\s@<>"']{1,190}$/;
const PHONE = /^\+?\d{8,15}$/;

export type DescribedPerson = Pick<Account, 'name' | 'email' | 'phone'>;

/** Checks and tidies what was typed; telephone numbers lose their spaces and dots. */
export function describePerson(draft: AccountDraft): Result<DescribedPerson, AccountRefusal> {
  const name = squeezeSpaces(draft.name);
  const email = draft.email.trim().toLowerCase();
  const phone = (draft.phone ?? '').replace(/[\s.()-]/g, '') || null;
  if (name.length < 2) return refuse('person_name_is_too_short', {}, 'name');
  if (name.length > 120) return refuse('person_name_is_too_long', { limit: 120 }, 'name');
  if (!EMAIL.test(email)) return refuse('email_is_not_valid', {}, 'email');
  if (phone !== null && !PHONE.test(phone)) return refuse('phone_is_not_valid', {}, 'phone');
  return ok({ name, email, phone });
}
