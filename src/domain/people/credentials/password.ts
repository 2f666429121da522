import { foldText, ok, refuse, type Result } from '#kernel';

export type PasswordRefusal =
  'password_is_too_short' | 'password_is_too_long' | 'password_is_too_simple' | 'passwords_differ';

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 128;

/**
 * Length is what counts; no rule about signs. Refused beside it is only what is guessed first: few
 * different signs, a run of the keyboard, or the person's own name and address.
 */
export function checkPassword(
  password: string,
  person: { readonly name?: string; readonly email?: string } = {},
): Result<void, PasswordRefusal> {
  if (password.length < SHORTEST_PASSWORD)
    return refuse('password_is_too_short', { least: SHORTEST_PASSWORD }, 'password');
  if (password.length > LONGEST_PASSWORD)
    return refuse('password_is_too_long', { limit: LONGEST_PASSWORD }, 'password');
  return isSimple(password, person) ? refuse('password_is_too_simple', {}, 'password') : ok(undefined);
}

const RUNS = [
  '01234567890',
  '09876543210',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
];
const WORDS = ['matkhau', 'password', 'khuyencong'];
/** A run of so many signs counts for nothing. */
const RUN = 4;

function isSimple(password: string, person: { readonly name?: string; readonly email?: string }): boolean {
  const plain = foldText(password).replace(/\s/g, '');
  if (new Set(plain).size < 5) return true;
  const name = foldText(person.name ?? '').replace(/\s/g, '');
  const mailbox = foldText(person.email ?? '').split('@')[0] ?? '';
  const known = [...WORDS, name, mailbox].filter((word) => word.length >= RUN);
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain);
  return RUNS.reduce(withoutRun, rest).length < 4;
}

/** Takes every piece of a run out, the longest first. */
function withoutRun(text: string, run: string): string {
  let left = text;
  for (let length = run.length; length >= RUN; length--)
    for (let at = 0; at + length <= run.length; at++) left = left.replaceAll(run.slice(at, at + length), '');
  return left;
}
