import type { Locale } from '#kernel';
import { m } from '#messages';
import type { Event, State } from '#projects';

// Written out, not looked up by a name put together: every code has its label or this does not compile,
// and a page's script carries the labels it shows, not every sentence of the system.
type Label = (inputs?: object, options?: { locale?: Locale }) => string;
/** The page's language unless another is named: a letter has its reader's. */
const said = (label: Label, locale?: Locale) => label({}, locale === undefined ? {} : { locale });

const STATES: Readonly<Record<State, Label>> = {
  draft: m.projects_state_draft,
  submitted: m.projects_state_submitted,
  supplement_requested: m.projects_state_supplement_requested,
  screened: m.projects_state_screened,
  appraisal_prepared: m.projects_state_appraisal_prepared,
  appraised: m.projects_state_appraised,
  registered: m.projects_state_registered,
  appraised_ministry: m.projects_state_appraised_ministry,
  planned: m.projects_state_planned,
  estimate_submitted: m.projects_state_estimate_submitted,
  estimated: m.projects_state_estimated,
  contracted: m.projects_state_contracted,
  advance_requested: m.projects_state_advance_requested,
  accepted: m.projects_state_accepted,
  payment_requested: m.projects_state_payment_requested,
  paid: m.projects_state_paid,
  settlement_submitted: m.projects_state_settlement_submitted,
  settled: m.projects_state_settled,
  closed: m.projects_state_closed,
  rejected: m.projects_state_rejected,
  withdrawn: m.projects_state_withdrawn,
  stopped: m.projects_state_stopped,
};

const EVENTS: Readonly<Record<Event, Label>> = {
  submit: m.projects_event_submit,
  request_supplement: m.projects_event_request_supplement,
  answer_supplement: m.projects_event_answer_supplement,
  accept_dossier: m.projects_event_accept_dossier,
  reject: m.projects_event_reject,
  prepare_appraisal: m.projects_event_prepare_appraisal,
  conclude_appraisal: m.projects_event_conclude_appraisal,
  return_appraisal: m.projects_event_return_appraisal,
  register_national: m.projects_event_register_national,
  appraise_ministry: m.projects_event_appraise_ministry,
  approve_plan: m.projects_event_approve_plan,
  submit_estimate: m.projects_event_submit_estimate,
  return_estimate: m.projects_event_return_estimate,
  approve_estimate: m.projects_event_approve_estimate,
  sign_contract: m.projects_event_sign_contract,
  request_advance: m.projects_event_request_advance,
  return_advance: m.projects_event_return_advance,
  pay_advance: m.projects_event_pay_advance,
  accept_works: m.projects_event_accept_works,
  fail_acceptance: m.projects_event_fail_acceptance,
  request_payment: m.projects_event_request_payment,
  return_payment: m.projects_event_return_payment,
  pay: m.projects_event_pay,
  submit_settlement: m.projects_event_submit_settlement,
  return_settlement: m.projects_event_return_settlement,
  approve_settlement: m.projects_event_approve_settlement,
  close: m.projects_event_close,
  withdraw: m.projects_event_withdraw,
  stop: m.projects_event_stop,
  recover: m.projects_event_recover,
  waive: m.projects_event_waive,
  change: m.projects_event_change,
};

const DONE: Readonly<Record<Event, Label>> = {
  submit: m.projects_done_submit,
  request_supplement: m.projects_done_request_supplement,
  answer_supplement: m.projects_done_answer_supplement,
  accept_dossier: m.projects_done_accept_dossier,
  reject: m.projects_done_reject,
  prepare_appraisal: m.projects_done_prepare_appraisal,
  conclude_appraisal: m.projects_done_conclude_appraisal,
  return_appraisal: m.projects_done_return_appraisal,
  register_national: m.projects_done_register_national,
  appraise_ministry: m.projects_done_appraise_ministry,
  approve_plan: m.projects_done_approve_plan,
  submit_estimate: m.projects_done_submit_estimate,
  return_estimate: m.projects_done_return_estimate,
  approve_estimate: m.projects_done_approve_estimate,
  sign_contract: m.projects_done_sign_contract,
  request_advance: m.projects_done_request_advance,
  return_advance: m.projects_done_return_advance,
  pay_advance: m.projects_done_pay_advance,
  accept_works: m.projects_done_accept_works,
  fail_acceptance: m.projects_done_fail_acceptance,
  request_payment: m.projects_done_request_payment,
  return_payment: m.projects_done_return_payment,
  pay: m.projects_done_pay,
  submit_settlement: m.projects_done_submit_settlement,
  return_settlement: m.projects_done_return_settlement,
  approve_settlement: m.projects_done_approve_settlement,
  close: m.projects_done_close,
  withdraw: m.projects_done_withdraw,
  stop: m.projects_done_stop,
  recover: m.projects_done_recover,
  waive: m.projects_done_waive,
  change: m.projects_done_change,
};

const PROCEDURES: Readonly<Record<string, Label>> = {
  national: m.projects_procedure_national,
  provincial: m.projects_procedure_provincial,
};

const STAGES: Readonly<Record<string, Label>> = {
  request: m.projects_stage_request,
  appraisal: m.projects_stage_appraisal,
  plan: m.projects_stage_plan,
  estimate: m.projects_stage_estimate,
  contract: m.projects_stage_contract,
  works: m.projects_stage_works,
  payment: m.projects_stage_payment,
  settlement: m.projects_stage_settlement,
};

export const stateLabel = (state: State, locale?: Locale) => said(STATES[state], locale);
/** The act as a thing to do: "Duyệt dự toán". */
export const eventLabel = (event: Event, locale?: Locale) => said(EVENTS[event], locale);
/** The act as done: "Đã duyệt dự toán". */
export const doneLabel = (event: Event, locale?: Locale) => said(DONE[event], locale);
export const procedureLabel = (procedure: string, locale?: Locale) => {
  const label = PROCEDURES[procedure];
  return label ? said(label, locale) : procedure;
};
/** The name of a stage; a stage new in the law's data shows its code until it is named. */
export const stageLabel = (stage: string) => STAGES[stage]?.() ?? stage;
