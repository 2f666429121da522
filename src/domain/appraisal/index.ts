export {
  criteria,
  prepareAppraisal,
  concludeAppraisal,
  returnAppraisal,
  registerNational,
  appraiseMinistry,
} from './appraisal.acts.ts';
export { approvePlan } from './plan.acts.ts';
export {
  mayConsult,
  mayWaive,
  silences,
  stateOfOpinion,
  verdicts,
  type OpinionState,
  type Silence,
  type Verdict,
} from './consultation/consultation.ts';
export {
  answerForm,
  consultationForm,
  EXPERT_ROWS,
  opinionForm,
  POINT_ROWS,
  reasonForm,
  resolutionForm,
  UNIT_ROWS,
} from './consultation/consultation.form.ts';
export * from './plan/plan.ts';
export {
  promisesOf,
  thisYearOf,
  thisYearOfLine,
  type Commitment,
  type Split,
  type YearPart,
} from './plan/plan-years.ts';
export { faultsOf, meets, shareOf, type PlanFault } from './plan/plan-faults.ts';
export { ranked, scoreOf, valueOfLines, type Score } from './plan/plan-score.ts';
export { simpleRanking } from './plan/simple-ranking.ts';
export type { PlanReason } from './plan/plan-reasons.ts';
export type { Solver, SolverAnswer, SolverQuestion } from './plan/plan-solver.ts';
export {
  bestOf,
  gapOf,
  proposePlan,
  worthOf,
  type MoreMoney,
  type Proposal,
  type Proposed,
  type Worth,
} from './plan/proposal.ts';
export { mayPlan, planRoles } from './plan/plan.policy.ts';
export { changed, type PlanChange } from './plan/plan-change.ts';
export {
  beginForm,
  commitmentForm,
  changeForm,
  decisionForm as planDecisionForm,
  placeForm,
  returnForm as planReturnForm,
  scenarioForm,
  splitForm,
  termsForm,
} from './plan/plan.form.ts';
export type { ForwardLine } from './plan/plan-json.ts';
export {
  hasVote,
  mayEstablish,
  positions,
  votes,
  type Criterion,
  type Position,
  type Vote,
} from './council/council.ts';
export {
  ballotForm,
  conclusionForm,
  conflictForm,
  councilForm,
  MEMBER_ROWS,
  remarksForm,
  replacementForm,
  SCORE_ROWS,
  sessionForm,
  signatureForm,
} from './council/council.form.ts';
export type { MinutesContent } from './council/minutes.ts';
export { askProvincesForm, letterForm, provincesForm } from './provinces/provinces.form.ts';
export { mayNameProvinces } from './provinces/provinces.ts';
