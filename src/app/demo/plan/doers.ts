import type { Event, ProcedureKind } from '#projects';

/** Who of the cast does an act; `applicant` is whoever owns the establishment. */
export type Doer =
  | 'applicant'
  | 'centreOfficer'
  | 'secondOfficer'
  | 'centreAccountant'
  | 'secondAccountant'
  | 'centreDirector'
  | 'departmentSpecialist'
  | 'secondSpecialist'
  | 'departmentLeader'
  | 'secondLeader'
  | 'financeOfficer'
  | 'secondFinanceOfficer'
  | 'provincialApprover'
  | 'secondApprover'
  | 'cucOfficer'
  | 'secondCucOfficer';

const pairs = {
  applicant: ['applicant', 'applicant'],
  officer: ['centreOfficer', 'secondOfficer'],
  accountant: ['centreAccountant', 'secondAccountant'],
  director: ['centreDirector', 'centreDirector'],
  specialist: ['departmentSpecialist', 'secondSpecialist'],
  leader: ['departmentLeader', 'secondLeader'],
  finance: ['financeOfficer', 'secondFinanceOfficer'],
  approver: ['provincialApprover', 'secondApprover'],
  cuc: ['cucOfficer', 'secondCucOfficer'],
} as const satisfies Record<string, readonly [Doer, Doer]>;
type Desk = keyof typeof pairs;

const everywhere = {
  submit: 'applicant',
  request_supplement: 'officer',
  answer_supplement: 'applicant',
  accept_dossier: 'officer',
  reject: 'leader',
  prepare_appraisal: 'specialist',
  conclude_appraisal: 'leader',
  return_appraisal: 'leader',
  register_national: 'leader',
  appraise_ministry: 'cuc',
  approve_plan: 'approver',
  submit_estimate: 'officer',
  return_estimate: 'finance',
  approve_estimate: 'finance',
  sign_contract: 'director',
  request_advance: 'accountant',
  return_advance: 'director',
  pay_advance: 'director',
  fail_acceptance: 'officer',
  accept_works: 'officer',
  request_payment: 'accountant',
  return_payment: 'director',
  pay: 'director',
  submit_settlement: 'accountant',
  return_settlement: 'finance',
  approve_settlement: 'finance',
  recover: 'accountant',
  waive: 'approver',
  close: 'director',
  withdraw: 'applicant',
  stop: 'approver',
  change: 'leader',
} as const satisfies Record<Event, Desk>;

/** In the national procedure the Cục decides what the province decides in its own. */
const atTheCentre: readonly Desk[] = ['approver', 'finance'];
/** Done by the other of the two: who prepared the estimate does not accept the works, and so on. */
const byTheOther: readonly Event[] = ['accept_works', 'fail_acceptance', 'approve_plan'];

/** `first` says which of each pair had the project on the desk first. */
export function doerOf(event: Event, procedure: ProcedureKind, first: boolean): Doer {
  const desk = everywhere[event];
  const pair = pairs[procedure === 'national' && atTheCentre.includes(desk) ? 'cuc' : desk];
  return pair[first === byTheOther.includes(event) ? 1 : 0];
}
