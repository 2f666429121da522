export { askOpinions, type HandedLink } from './consultation/ask-opinions.server.ts';
export { answerOpinion } from './consultation/answer-opinion.server.ts';
export {
  answerByLink,
  readOpinionLink,
  readOpinionPaper,
  renewOpinionLink,
} from './consultation/opinion-link.server.ts';
export {
  remindOpinion,
  resolvePoint,
  waiveOpinion,
  withdrawOpinion,
} from './consultation/follow-opinion.server.ts';
export {
  consultationOf,
  countWaitingOpinions,
  opinionDesk,
  readAskedUnit,
  type OpinionView,
} from './consultation/read-consultations.server.ts';
export { openMatters } from './consultation/consultation.store.server.ts';
export {
  beginPlan,
  changeScenario,
  copyScenario,
  dropScenario,
  renameScenario,
  takeChoice,
  undoChange,
} from './plan/build-plan.server.ts';
export { setTerms } from './plan/set-terms.server.ts';
export { setCommitmentFund, setSplit, splitMark } from './plan/set-split.server.ts';
export {
  askForProposal,
  cancelProposal,
  isWaitedFor,
  PROPOSAL_JOB,
  runProposal,
} from './plan/ask-for-proposal.server.ts';
export { decidePlan, mayDecide, planBuilders, putForward, returnPlan } from './plan/decide-plan.server.ts';
export { findPlan, listPlans, type Plan } from './plan/plan.store.server.ts';
export {
  findScenario,
  scenarioNames,
  scenariosOf,
  stepsSince,
  type Scenario,
  type ScenarioStep,
} from './plan/scenario.store.server.ts';
export { findProposal, latestProposal, type AskedProposal } from './plan/proposal.store.server.ts';
export { readProblem } from './plan/read-problem.server.ts';
export {
  endUnit,
  unheldOpinions,
  workOfUnit,
  type UnheldOpinions,
  type UnitWork,
} from './hand-over/end-unit.server.ts';
export { establishCouncil, replaceMember } from './council/establish-council.server.ts';
export {
  addToAgenda,
  callSession,
  dropFromAgenda,
  notePresence,
  postponeSession,
} from './council/hold-session.server.ts';
export { castBallot, concludeDossier, declareConflict, withdrawConflict } from './council/vote.server.ts';
export { makeMinutes, signMinutes, type MinutesPress } from './council/keep-minutes.server.ts';
export { councilStates, type CouncilState } from './council/council-list.store.server.ts';
export { councilLevels, usualScores } from './council/council.store.server.ts';
export { hearsProject } from './council/session.store.server.ts';
export {
  councilProposal,
  councilsFor,
  dealsWithCouncils,
  readCouncil,
  readDossier,
  placeBeforeCouncil,
  readSession,
  seesCouncil,
} from './council/read-council.server.ts';
export { nameProvinces } from './provinces/name-provinces.server.ts';
export { askProvinces } from './provinces/ask-provinces.server.ts';
export { takeLetter } from './provinces/take-letter.server.ts';
export {
  readProvinces,
  type OtherProvince,
  type ProvincesOfProject,
  type Silent,
} from './provinces/read-provinces.server.ts';
