export { performAct, performActIn, type ActInput } from './perform-act.server.ts';
export { requestChange, requestChangeIn } from './changes/request-change.server.ts';
export { decideChange, withdrawChange } from './changes/decide-change.server.ts';
export { changesOf, waitingChanges, type Change } from './changes/change.store.server.ts';
export { againstChange, termsOf, weighChange } from './changes/weigh-change.server.ts';
export type { JudgedBeneficiary } from './changes/judge-beneficiaries.server.ts';
export { carryYearOver } from './carry-year-over.server.ts';
export { startDraft } from './start-draft.server.ts';
export { mayRequestNeed, requestNeed } from './request-need.server.ts';
export { saveDraft } from './save-draft.server.ts';
export { submitRequest } from './submit-request.server.ts';
export {
  actsOf,
  isRecused,
  projectFor,
  projectSubject,
  type LastAct,
  type Project,
} from './project.store.server.ts';
export { draftOf, type Draft } from './draft.store.server.ts';
export { versionsOf, type Version } from './version.store.server.ts';
export { attachPaper, removePaper } from './dossier/attach-paper.server.ts';
export { allConditions, loadConditions } from './dossier/load-conditions.server.ts';
export { dossierPapers, removedPapers } from './dossier/dossier-paper.store.server.ts';
export { loadScreening } from './dossier/load-screening.server.ts';
export { papersElsewhere, pastSupport } from './dossier/past-support.store.server.ts';
export {
  approvalLevels,
  estimateDraft,
  estimateVersions,
  remarksOn,
  type EstimateVersion,
} from './estimate/estimate.store.server.ts';
export { addQuotation, removeQuotation, takePrices } from './estimate/keep-quotations.server.ts';
export { allLevels, type SetLevel } from './estimate/level.store.server.ts';
export { dropLevel, maySetLevels, setLevel } from './estimate/set-levels.server.ts';
export { quotedOf } from './estimate/quotation.store.server.ts';
export { reviewEstimate, sideOf } from './estimate/review-estimate.server.ts';
export {
  mergeEstimate,
  proposedDraft,
  readMerge,
  saveEstimate,
  type DraftMerge,
} from './estimate/save-estimate.server.ts';
export { estimatedLines, factsOf, normAnswersFor, vatTreatmentOf, evaluateRequest } from './facts.server.ts';
export { mayPlanRecovery, MOST_INSTALMENTS, planRecovery } from './recovery/plan-recovery.server.ts';
export { listDebts, recoveryPlans, type Debt, type DebtKey } from './recovery/recovery.store.server.ts';
export { readNormAnswers } from './read-norm-answers.server.ts';
export { editNormDraft } from './edit-norm-draft.server.ts';
export { publishCalendar } from './publish-calendar.server.ts';
export { deadlineMoves, type DeadlineMove } from './deadline-move.store.server.ts';
export { publishNormSet } from './publish-norm-set.server.ts';
export { rulesFor, type Rules } from './procedure.server.ts';
export { pauseWait, resumeWait } from './rest-wait.server.ts';
export { setOtherProvinces } from './several.server.ts';
export { closedProjects, withoutRecused } from './recusal.store.server.ts';
export {
  countProjects,
  listProjects,
  projectsOfEstablishment,
  type ListedProject,
  type ListPage,
} from './project-list.store.server.ts';
export { countProjectsOfContents, countProjectsUnder } from './norm-set-use.store.server.ts';
export { countWaiting, lastSaid, recentlyDone, waitingFor, type Waiting } from './desk.store.server.ts';
export { deskWaits, endedWaits, openWaits } from './waits/wait-counts.store.server.ts';
export { readMarks } from './waits/marks.store.server.ts';
export { countOpenWaits, listWaits } from './waits/wait-list.store.server.ts';
export { legCounts, passedInYear } from './legs/leg-counts.store.server.ts';
export {
  legPasts,
  listStanding,
  reachedByMonth,
  type AdvanceShare,
  type ListedStanding,
} from './legs/forecast.store.server.ts';
export { listLegs } from './legs/leg-list.store.server.ts';
export { projectNames, type ProjectName } from './project-names.store.server.ts';
export { savedViewsOf, type SavedView } from './saved-view.store.server.ts';
export { dropView, saveView } from './save-view.server.ts';
export { ownAdvanceRules, type OwnAdvanceRule } from './advance/own-advance-rule.store.server.ts';
export {
  exceptAdvance,
  mayExceptAdvance,
  maySetAdvanceRule,
  setAdvanceRule,
} from './advance/set-advance-rule.server.ts';
export { askForExport, EXPORT_JOB } from './ask-for-export.server.ts';
export {
  dropExportsBefore,
  exportOf,
  markExport,
  type ExportFormat,
  type ListExport,
} from './export.store.server.ts';
export { askSupport, type AskedSupport } from './support/ask-support.server.ts';
export {
  askForSimulation,
  cancelSimulation,
  SIMULATION_JOB,
  takeUpSimulations,
} from './simulation/ask-for-simulation.server.ts';
export { runSimulation, type SimulationRun } from './simulation/run-simulation.server.ts';
export { findSimulation, simulationsOf, type Simulation } from './simulation/simulation.store.server.ts';
export { morningRound } from './reminders/morning.server.ts';
export { actsOfRole, delegateRole, endDelegationOf } from './absence/delegate-role.server.ts';
export { leaveWork, takeUpWork } from './absence/hand-over.server.ts';
export {
  listUnheldWaits,
  unheldWaits,
  type UnheldWait,
  type UnheldWaits,
} from './absence/unheld-waits.store.server.ts';
export { extendWait } from './extension/extend-wait.server.ts';
export {
  extensionRuleOn,
  extensionsOf,
  runningWait,
  type Extension,
} from './extension/extension.store.server.ts';
export { escalationsOf, type ShownEscalation } from './reminders/remind.server.ts';
export { sendGroupProject } from './group/send-group-project.server.ts';
export { attachBeneficiary, detachBeneficiary, isPaid } from './group/attach-beneficiary.server.ts';
export { beneficiariesOf } from './group/beneficiary.store.server.ts';
export { readPlanCandidates, type PlanCandidate } from './read-plan-candidates.server.ts';
export { readSincePlan } from './read-since-plan.server.ts';
export { runningProjects, takeYearPart, type RunningProject } from './year-parts/take-year-part.server.ts';
export { yearPartsOf } from './year-parts/year-part.store.server.ts';
export { fingerprintOf, makeRegistration } from './registration/make-registration.server.ts';
export {
  candidatesFor,
  findRegistration,
  lastLetter,
  registrationsOf,
  type Registration,
} from './registration/registration.store.server.ts';
export { askExtension, extensionsAskedOf, refuseExtension } from './extension/request-extension.server.ts';
export { openRequestOf } from './extension/request.store.server.ts';
