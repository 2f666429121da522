export { unitsOfCountKnown } from './unit-of-count.ts';
export { otherAmounts } from './norm.ts';
export { isVerified, verifications } from './citation.ts';
export type { Citation, TwoLanguages, Verification } from './citation.ts';
export { areas, funds, isComputed, levels } from './norm.ts';
export { costKinds, type CostKind } from './cost-kind.ts';
export type {
  Area,
  Content,
  EarlierSupport,
  Fund,
  Level,
  Limit,
  Norm,
  NormBook,
  NormSet,
  Rule,
  SupportFacts,
  UnitFacts,
} from './norm.ts';
export { supportQuestion } from './support-facts.form.ts';
export { evaluate, evaluateOn, checkAsked } from './evaluate.ts';
export { normSetOn } from './norm-set.ts';
export type { Evaluation, Step, StepCode, UnitEvaluation } from './explanation.ts';
export {
  clockAuthorities,
  clockChanges,
  clockDesks,
  ESCALATION_LEVELS,
  lateAnswers,
  opinionSilences,
  type ClockChange,
  type ClockRules,
  type DeskExtension,
  type OpinionRule,
} from './clock-rules/clock-rules.ts';
export { LEVEL_FIELDS } from './clock-rules/clock-rules.form.ts';
export { deskSilences, procedureKinds, projectEvents, type DeskSilence } from './procedure.ts';
export { procedureChanges, stepsToDraft, type StepChange } from './procedure-draft.ts';
export { mayDraftProcedure, mayPublishProcedure, procedureRoles } from './procedure.policy.ts';
export type { Procedure, ProcedureKind, ProcedureStep, ProjectEvent } from './procedure.ts';
export { type ChangeAuthority, type ChangeKind } from './change-authority.ts';
export { forSeveral, type SeveralWay } from './several-way.ts';
export { firstAdvanceShare, largestFirstAdvance, largestAdvanceInAll } from './advance-rule.ts';
export type { AdvanceRule, AdvanceTier } from './advance-rule.ts';
export { placeFactsFrom, type AreasListed } from './place-facts.ts';
export { judgeEligibility } from './eligibility.ts';
export type { ApplicantFacts, PlaceFacts } from './applicant.ts';
export type { Eligibility } from './eligibility.ts';
export { sectorOf } from './sector-of.ts';
export { comparePriorityOrders, type Priority, type PriorityLevel, type PriorityOrder } from './priority.ts';
export type { Finding, FindingCode, FindingStatus } from './finding.ts';
export { sizeClassOf } from './enterprise-size.ts';
export type {
  Basis,
  EligibilityBook,
  LegalForm,
  PriorityCode,
  Sector,
  SizeClass,
} from './eligibility-rules.ts';
export {
  compareArticles,
  documentLevels,
  documentStatuses,
  kindsOfNumber,
  levelOf,
  relationKinds,
  statusOn,
  type Article,
  type DocumentLevel,
  type DocumentStatus,
  type LegalDocument,
  type LegalDocumentKind,
  type Relation,
  type RelationKind,
  type StatusOnDate,
} from './document.ts';
export { documentKinds as legalDocumentKinds } from './document.ts';
export { articleAnchor, documentAddress, numberOf, numberParts } from './document-number.ts';
export { documentTimeline, type TimelineRow } from './document-timeline.ts';
export { restingKinds, type Resting, type RestingKind } from './resting.ts';
export { mayLibrary, type LibraryAction } from './document.policy.ts';
export { calendarKeepers, mayKeepCalendar } from './calendar.policy.ts';
export {
  calendarChanges,
  calendarYears,
  daysOfRun,
  isCalendarYear,
  runsOf,
  type CalendarChange,
  type CalendarDay,
  type CalendarDayKind,
  type CalendarRun,
} from './calendar-year.ts';
export { searchDocuments } from './search-documents.ts';
export { LIBRARY_FILES } from './document.ts';
export { quoteAround } from './quote-around.ts';
export type { DossierItem, RequestPaper } from './dossier-item.ts';
export {
  conditionsOf,
  judgeContent,
  type ConditionQuestion,
  type ContentCondition,
  type ContentFacts,
  type ContentFinding,
} from './content-condition.ts';
export type { LawBook } from './law-book.ts';
export type { WishBook, WishedContent } from './wish.ts';
export {
  mayDraftNorms,
  mayPublishNorms,
  maySimulateNorms,
  mayVerifyNorms,
  normRoles,
} from './norm.policy.ts';
export { normVerificationForm } from './norm-verification.form.ts';
export { normSetDifference, type NormChange, type NormDifference } from './norm-set-difference.ts';
export { runNormExamples, type ExampleRun } from './run-norm-examples.ts';
