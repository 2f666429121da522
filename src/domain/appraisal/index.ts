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
