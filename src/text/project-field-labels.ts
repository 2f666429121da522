import type { Locale } from '#kernel';
import { m } from '#messages';

// Written out for the same reasons as project-labels.ts.
type Label = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;
const said = (label: Label | undefined, locale?: Locale) =>
  label?.({}, locale === undefined ? {} : { locale });

const FIELDS: Readonly<Record<string, Label>> = {
  reason: m.projects_field_reason,
  note: m.projects_field_note,
  papers: m.projects_field_papers,
  duplicates: m.projects_field_duplicates,
  criteria: m.projects_field_criteria,
  support: m.projects_field_support,
  conclusion: m.projects_field_conclusion,
  letterNumber: m.projects_field_letterNumber,
  letterDate: m.projects_field_letterDate,
  fundId: m.projects_field_fundId,
  later: m.projects_field_later,
  decisionNumber: m.projects_field_decisionNumber,
  decisionDate: m.projects_field_decisionDate,
  lines: m.projects_field_lines,
  contractNumber: m.projects_field_contractNumber,
  signedOn: m.projects_field_signedOn,
  endsOn: m.projects_field_endsOn,
  signatory: m.projects_field_signatory,
  amount: m.projects_field_amount,
  progressPercent: m.projects_field_progressPercent,
  voucherNumber: m.projects_field_voucherNumber,
  paidOn: m.projects_field_paidOn,
  heldOn: m.projects_field_heldOn,
  place: m.projects_field_place,
  participants: m.projects_field_participants,
  serialNumbers: m.projects_field_serialNumbers,
  functioning: m.acceptance_functioning,
  result: m.acceptance_result,
  conditions: m.acceptance_conditions,
  conditionsDue: m.acceptance_conditions_due,
  findings: m.projects_field_findings,
  title: m.projects_field_title,
  procedure: m.projects_field_procedure,
  contentCode: m.projects_field_contentCode,
  fiscalYear: m.projects_field_fiscalYear,
  objective: m.projects_field_objective,
  necessity: m.projects_field_necessity,
  technologyLine: m.projects_field_technologyLine,
  asked: m.projects_field_asked,
  jobs: m.projects_field_jobs,
  revenue: m.projects_field_revenue,
  description: m.projects_field_description,
  ownFunds: m.projects_field_ownFunds,
  noOtherSupport: m.projects_field_noOtherSupport,
  newMachinery: m.projects_field_newMachinery,
};

const CRITERIA: Readonly<Record<string, Label>> = {
  principles: m.projects_criterion_principles,
  need_and_effect: m.projects_criterion_need_and_effect,
  capacity: m.projects_criterion_capacity,
  combination: m.projects_criterion_combination,
  dossier: m.projects_criterion_dossier,
};

const CHOICES: Readonly<Record<string, Label>> = {
  passed: m.acceptance_passed,
  conditional: m.acceptance_conditional,
  pass: m.projects_choice_pass,
  pass_with_changes: m.projects_choice_pass_with_changes,
};

const PAPERS: Readonly<Record<string, Label>> = {
  quotation: m.projects_paper_quotation,
  business_registration: m.projects_paper_business_registration,
  commitment: m.projects_paper_commitment,
  support_request: m.projects_paper_support_request,
  site_photo: m.projects_paper_site_photo,
  appraisal_minutes: m.projects_paper_appraisal_minutes,
  plan_decision: m.projects_paper_plan_decision,
  estimate_approval: m.projects_paper_estimate_approval,
  contract: m.projects_paper_contract,
  progress_report: m.projects_paper_progress_report,
  acceptance_minutes: m.projects_paper_acceptance_minutes,
  payment_voucher: m.projects_paper_payment_voucher,
  settlement_table: m.projects_paper_settlement_table,
  budget_decision: m.projects_paper_budget_decision,
  issued_paper: m.papers_issued_paper,
  other: m.projects_paper_other,
};

export const fieldLabel = (field: string) => FIELDS[field]?.() ?? field;
const PAPER_STATES: Readonly<Record<'valid' | 'invalid' | 'missing', Label>> = {
  valid: m.projects_paper_valid,
  invalid: m.projects_paper_invalid,
  missing: m.projects_paper_missing,
};

export const paperStateLabel = (state: 'valid' | 'invalid' | 'missing') => PAPER_STATES[state]();
export const criterionLabel = (criterion: string, locale?: Locale) =>
  said(CRITERIA[criterion], locale) ?? criterion;
export const choiceLabel = (choice: string, locale?: Locale) => said(CHOICES[choice], locale) ?? choice;
export const paperLabel = (kind: string, locale?: Locale) => said(PAPERS[kind], locale) ?? kind;
