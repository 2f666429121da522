export * from './project.transitions.ts';
export {
  amountIn,
  defineAct,
  type ActDecision,
  type ActDefinition,
  type ActField,
  type Money,
  type MoneyMove,
  type ProjectFacts,
} from './act.ts';
export { acceptDossier, reject, releaseAll, requestSupplement, withdraw } from './screening.acts.ts';
export { sincePlan } from './since-plan.ts';
export { changeableStates, type Terms } from './changes/change.ts';
export { askedByHandsOf, decidingRole, mayRequestChange } from './changes/change.policy.ts';
export { limitOf, type ApprovalLevel } from './estimate/approval-level.ts';
export { draftCells, type DraftCell, type DraftRow } from './estimate/draft-rows.ts';
export { choiceOf, type MergedCell, type MergedRow } from './estimate/merge-drafts.ts';
export { differenceOf, type LineChange } from './estimate/difference.ts';
export { compareQuotations, pricedLine, type ComparedLine, type PricedLine } from './estimate/quotation.ts';
export { quotationForm, takenForm } from './estimate/quotation.form.ts';
export {
  openQuestions,
  reviewOf,
  type Remark,
  type ReviewedLine,
  type Reviewer,
  type Side,
} from './estimate/review.ts';
export { approveEstimate, returnEstimate, submitEstimate } from './estimate.acts.ts';
export { eligibleVat, lineFields, MOST_LINES } from './estimate/estimate-lines.ts';
export {
  eligibleCost,
  fundLines,
  lineAmount,
  ownShare,
  totalCost,
  vatOf,
  type CostLine,
  type FundedLine,
  type Machine,
  type Request,
} from './request.ts';
export { readRequest } from './request.form.ts';
export { requestTables, roughCost, type RequestTable } from './rough-cost.ts';
export { explanationFromJson, fundedLinesFromJson, requestFromJson, requestJson } from './request-json.ts';
export { groupRoles, mayAttach, mayBeginGroup } from './group/group.policy.ts';
export { groupFields } from './group/group.form.ts';
export { attachableStates, roomIn, type Beneficiary, type GroupRoom } from './group/beneficiary.ts';
export {
  actingRole,
  capacities,
  mayDraft,
  mayRead,
  permitAct,
  type ProjectStanding,
} from './project.policy.ts';
export {
  countedTo,
  filterFrom,
  keyFrom,
  keyText,
  listSorts,
  searchWords,
  type ListFilter,
  type ListKey,
  type ListSort,
} from './project-list.ts';
export {
  countedWaits,
  SOON_DAYS,
  stageOfStep,
  waitFilterFrom,
  waitListFrom,
  waitQuery,
  waitSteps,
  type EndedWaits,
  type OpenWaits,
  type WaitFilter,
  type WaitKind,
  type WaitListFilter,
} from './waits/waits.ts';
export {
  leadLegs,
  legListFrom,
  legOfStage,
  type Leg,
  type LegListFilter,
  type LegOutcome,
} from './legs/legs.ts';
export {
  expectedIn,
  expectedMoney,
  forecastEvents,
  forecastOf,
  LATE_YEARS,
  LEAST_PAST,
  legOfEvent,
  rangesOf,
  type Basis,
  type Bucket,
  type Forecast,
  type ForecastEvent,
} from './legs/forecast.ts';
export { legTime, type LegTime } from './legs/lead-time.ts';
export { daysToGive, extensionChoices, permitExtension, type ExtensionRule } from './extension/extension.ts';
export { applicableNorm, type AnswerStep, type NormAnswer } from './applicable-norm.ts';
export {
  earlierSupport,
  judgeDuplicates,
  type DuplicateCode,
  type DuplicateFinding,
  type PastSupport,
} from './dossier/past-support.ts';
export { conditionField, conditionFields, type ConditionAnswers } from './dossier/conditions.ts';
export { checklistFor, type DossierPaper } from './dossier/checklist.ts';
export {
  itemsAskedFor,
  paperStates,
  type JudgedItem,
  type JudgedItems,
  type PaperState,
  type Screening,
} from './dossier/screening.ts';
export { roughAnswer, type RoughAnswer } from './rough-answer.ts';
export { supportQuery, supportTraits, type SupportQuestion, type Wish } from './support/support-question.ts';
export type { PastAward, PastFinding } from './support/past-award.ts';
export type { Alternative } from './support/alternatives.ts';
export { dayOf, wantedIn } from './support/read-support-question.ts';
export {
  requestFields,
  supportAnswer,
  type SupportAnswer,
  type WishAnswer,
} from './support/support-answer.ts';
export type { FundAnswer, MoneyLeft, Worth } from './support/worth.ts';
export {
  readSimulationQuestion,
  simulatedProjects,
  type SimulationQuestion,
} from './simulation/simulation.form.ts';
export {
  changeOf,
  given,
  outcomes,
  reasonOf,
  sizeGroups,
  type Outcome,
  type SimulatedProject,
} from './simulation/simulated-project.ts';
export type { Dimension, SimulationGroup, SimulationResult } from './simulation/simulation-tally.ts';
export {
  groupsOf,
  mayMakeRegistration,
  mayReadRegistration,
  ownMoney,
  sumsOf,
  type RegistrationContent,
  type RegistrationRow,
} from './registration/registration.ts';
export { registrationForm } from './registration/registration.form.ts';
export { YEARS_AHEAD } from './year-parts/years-ahead.ts';
export { debtOf, standingOf, type RecoveryPlan, type StandingInstalment } from './recovery/recovery.ts';
