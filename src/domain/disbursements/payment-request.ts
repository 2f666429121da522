import type { Dong, LocalDate } from '#kernel';
import type { TwoLanguages } from '#law';
import { limitOf, type ApprovalLevel, type State } from '#projects';
import { hasRole, tiedEstablishments, type Actor, type Role } from '#people';

export type RequestKind = 'advance' | 'payment';
export const requestStates = [
  'asked',
  'checked',
  'accounted',
  'approved',
  'declined',
  'paid',
  'returned',
  'withdrawn',
] as const;
export type RequestState = (typeof requestStates)[number];
export type RequestStep = 'ask' | 'check' | 'account' | 'approve' | 'decline' | 'return' | 'withdraw' | 'pay';

export const openStates: readonly RequestState[] = ['asked', 'checked', 'accounted', 'approved', 'declined'];

/** What a step makes of a request, from which states, and who does it; the amount decides who approves. */
export const requestSteps: Readonly<
  Record<
    Exclude<RequestStep, 'ask' | 'withdraw'>,
    { readonly from: readonly RequestState[]; readonly to: RequestState; readonly roles: readonly Role[] }
  >
> = {
  check: { from: ['asked'], to: 'checked', roles: ['centre_officer'] },
  account: { from: ['checked'], to: 'accounted', roles: ['centre_accountant'] },
  approve: { from: ['accounted'], to: 'approved', roles: ['centre_director', 'department_leader'] },
  decline: { from: ['accounted'], to: 'declined', roles: ['centre_director', 'department_leader'] },
  pay: { from: ['approved'], to: 'paid', roles: ['centre_director'] },
  return: {
    from: ['asked', 'checked', 'accounted', 'approved', 'declined'],
    to: 'returned',
    roles: ['centre_officer', 'centre_accountant', 'centre_director'],
  },
};

/** Who hands a request back from a state: whoever it waits for, and from the accountant's step on the director. */
export function returningRole(state: RequestState): Role {
  if (state === 'asked') return 'centre_officer';
  return state === 'checked' ? 'centre_accountant' : 'centre_director';
}

/** What of a project can be asked for in a state; null: nothing. */
export function kindIn(state: State): RequestKind | null {
  if (state === 'contracted') return 'advance';
  return state === 'accepted' || state === 'paid' ? 'payment' : null;
}

export interface DoneStep {
  readonly step: RequestStep;
  readonly role: string;
  readonly reason: string | null;
  readonly by: string;
  readonly byName: string;
  /** In whose place. */
  readonly doneFor: string | null;
  readonly at: Date;
}

/** Every step has its own pair of hands; who returns decides nothing. */
export const didBefore = (steps: readonly DoneStep[], hands: readonly string[]): boolean =>
  steps.some((step) => hands.includes(step.by) || (step.doneFor !== null && hands.includes(step.doneFor)));

/** Whether the levels of the day let the actor approve the amount; where there are none, the director approves any. */
export function mayApprove(actor: Actor, amount: Dong, levels: readonly ApprovalLevel[]): boolean {
  const roles = requestSteps.approve.roles.filter((role) => hasRole(actor, role));
  const limit = limitOf(levels, roles);
  if (limit === undefined) return roles.includes('centre_director');
  return limit === null || amount <= limit;
}

interface Standing {
  readonly establishmentUnit: string;
}
/** The establishment for itself, or the implementing unit for it. */
export const mayAskPayment = (actor: Actor, project: Standing): boolean =>
  actor.memberships.some(
    (one) => one.role.startsWith('establishment_') && one.unitId === project.establishmentUnit,
  ) ||
  (hasRole(actor, 'centre_officer') && !tiedEstablishments(actor).includes(project.establishmentUnit));

/** A paper a request needs, by the rules of the day. */
export interface NeededPaper {
  readonly code: string;
  readonly label: TwoLanguages;
  readonly mandatory: boolean;
}

export interface ProgressReport {
  readonly id: string;
  readonly no: number;
  readonly percent: number;
  readonly spent: Dong;
  readonly description: string;
  readonly reportedOn: LocalDate;
  readonly documentId: string | null;
  readonly by: string;
  readonly byName: string;
  readonly certified: boolean | null;
  readonly certifiedByName: string | null;
  readonly certifyNote: string | null;
}

/** What the works have come to, as last certified; null: nothing is certified. */
export const certifiedProgress = (reports: readonly ProgressReport[]): number | null =>
  reports.filter((one) => one.certified === true).toSorted((a, b) => b.no - a.no)[0]?.percent ?? null;
