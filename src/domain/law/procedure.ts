import type { DateInterval, LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Citation, TwoLanguages, Verification } from './citation.ts';

export const procedureKinds = ['national', 'provincial'] as const;
export type ProcedureKind = (typeof procedureKinds)[number];

/** The acts of a project's life that a procedure gives to roles, in the order they come. */
export const projectEvents = [
  'submit',
  'request_supplement',
  'answer_supplement',
  'accept_dossier',
  'reject',
  'prepare_appraisal',
  'conclude_appraisal',
  'register_national',
  'appraise_ministry',
  'approve_plan',
  'submit_estimate',
  'return_estimate',
  'approve_estimate',
  'sign_contract',
  'request_advance',
  'pay_advance',
  'accept_works',
  'request_payment',
  'pay',
  'submit_settlement',
  'approve_settlement',
  'close',
  'withdraw',
  'stop',
  'recover',
] as const;
export type ProjectEvent = (typeof projectEvents)[number];

/** What it means that a desk says nothing in time: nothing, or the wait comes before the next level. */
export const deskSilences = ['nothing', 'escalation'] as const;
export type DeskSilence = (typeof deskSilences)[number];

/** Who may do an act, whose desk it waits on, and for how many working days. */
export interface ProcedureStep {
  readonly event: ProjectEvent;
  readonly order: number;
  readonly stage: TwoLanguages;
  readonly roles: readonly Role[];
  /** Null: nobody is waited for (a withdrawal, a stop). */
  readonly ownerRole: Role | null;
  /** Working days from the moment the act became possible; null: no deadline. */
  readonly days: number | null;
  /** Whoever did one of these may not do this: who prepares does not approve. */
  readonly otherThan: readonly ProjectEvent[];
  readonly silence: DeskSilence;
  /** The most working days its article allows; null: the article fixes none. */
  readonly mostDays: number | null;
  /** Whether a province may say how long the desk has: not of a ministry's. */
  readonly setByProvince: boolean;
  /** The decision of the province that days and silence rest on; null: they are those for all. */
  readonly ownBasis: string | null;
  readonly citation: Citation | null;
  readonly verification: Verification;
}

/** The stages of one kind of project on a date. A missing event does not exist in this procedure. */
export interface Procedure {
  readonly id: string;
  readonly kind: ProcedureKind;
  readonly province: string | null;
  readonly name: TwoLanguages;
  readonly inForce: DateInterval;
  readonly verification: Verification;
  /** The instrument it follows, by its number in the library. */
  readonly document: string | null;
  /** Of a province's own: the decision it rests on. */
  readonly own: { readonly version: number; readonly basis: string; readonly basisOn: LocalDate } | null;
  readonly steps: ReadonlyMap<ProjectEvent, ProcedureStep>;
}
