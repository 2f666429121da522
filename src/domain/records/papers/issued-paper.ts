import { foldText, squeezeSpaces, type LocalDate } from '#kernel';
import { hasRole, type Actor, type Membership, type Role } from '#people';

/** Whose papers carry numbers: a commune and an establishment keep their registers elsewhere. */
export const issuingRoles: readonly Role[] = [
  'centre_officer',
  'centre_accountant',
  'centre_director',
  'department_specialist',
  'department_leader',
  'finance_officer',
  'provincial_approver',
  'cuc_officer',
];
/** Who words the province's own templates; somebody else of those who lead publishes them. */
export const templateRoles = {
  draft: ['centre_officer', 'centre_director', 'department_specialist', 'department_leader'],
  publish: ['centre_director', 'department_leader'],
} as const satisfies Readonly<Record<'draft' | 'publish', readonly Role[]>>;

export const mayIssue = (actor: Actor) => hasRole(actor, ...issuingRoles);
export const mayTemplate = (actor: Actor, what: keyof typeof templateRoles) =>
  hasRole(actor, ...templateRoles[what]);

/** The unit in whose register the actor's papers are numbered. */
export function issuingMembership(actor: Actor): Membership | undefined {
  return actor.memberships.find(({ role }) => issuingRoles.includes(role));
}

/** A paper's number is put into the register of its unit by those of the unit. */
export const mayCancel = (actor: Actor, unitId: string) =>
  actor.memberships.some((m) => m.unitId === unitId && issuingRoles.includes(m.role));

/** The sign of an office in its numbers: its short name where it is one, else the first letters of its name. */
export function unitSign(name: string, shortName: string | null): string {
  const short = squeezeSpaces(shortName ?? '');
  if (/^[\p{Lu}\d&-]{2,12}$/u.test(short)) return short;
  const first = (text: string) =>
    (squeezeSpaces(text).match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).map((word) => [...word][0]!.toUpperCase());
  const whole = first(name);
  // "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp": what stands before the "và" is what it is called.
  const letters = whole.length > 6 ? first(name.split(/\s+và\s+/)[0]!) : whole;
  return letters.join('').slice(0, 8);
}

/** "07/BB-SCT": numbers below ten have a zero before them (decree 30/2020/NĐ-CP, annex I). */
export const signOf = (no: number, series: string, unit: string) =>
  `${String(no).padStart(2, '0')}/${series}-${unit}`;

/** Crockford's letters: none that is taken for another when read from paper. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code as somebody types it; null where it cannot be one. */
export function readPaperCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === 16 && [...code].every((letter) => CODE_LETTERS.includes(letter)) ? code : null;
}

/** In groups of four, to be read aloud. */
export const showPaperCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-');

export interface PaperPlace {
  readonly at: string;
  readonly id: string;
}

export interface RegisterFilter {
  readonly year: number;
  readonly series: string | null;
  readonly unit: string | null;
  readonly cancelled: boolean;
  readonly words: readonly string[];
}

export const wordsOf = (search: string): readonly string[] =>
  foldText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);

/** What anyone may know of a paper whose code they hold. */
export interface VerifiedPaper {
  readonly kind: string;
  readonly sign: string;
  readonly issuedOn: LocalDate;
  readonly unitName: string;
  readonly pdfHash: string | null;
  readonly wordHash: string;
  readonly cancelledAt: Date | null;
  readonly replacedBy: { readonly sign: string; readonly on: LocalDate } | null;
  readonly sample: boolean;
}
