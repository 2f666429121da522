export { refusalSentence, refusalSentences } from './refusals.ts';
export { citationText, documentTitle, type PrintedCitation } from './citations.ts';
export { citationHref, lawParts, type LawPart } from './law-links.ts';
export * from './library-labels.ts';
export { explanationSentences, type ExplanationStep } from './explanations.ts';
export {
  findingSentence,
  findingStatusLabel,
  priorityLabel,
  verdictLabel,
  type FindingNames,
  type SaidFinding,
} from './findings.ts';
export { priorityLevelSentence, type SaidLevel } from './priority-order.ts';
export { duplicateSentence, type SaidDuplicate } from './duplicates.ts';
export {
  contentGroupLabel,
  fundTitle,
  normLabel,
  outcomeLabel,
  perUnit,
  ruleKinds,
  ruleLines,
  sizeLabel,
} from './norm-labels.ts';
export { normConditions } from './norm-conditions.ts';
export { roleLabel, unitKindLabel } from './roles.ts';
export * from './appraisal-labels.ts';
export * from './council-labels.ts';
export { noticeSentence } from './notices.ts';
export * from './project-labels.ts';
export * from './project-field-labels.ts';
export { forecastLabel, legLabel, legSpan, monthLabel } from './leg-labels.ts';
export { flowNodeLabel, sourceLabel, stationLabel, transferLabel } from './money-labels.ts';
export {
  historyCheckLabel,
  historyExplanation,
  historyKindLabel,
  historySourceLabel,
  historyStateLabel,
  type DifferenceDetail,
} from './history-labels.ts';
export { historyBasis, historySources } from './history-basis.ts';
export * from './plan-labels.ts';
export { needPaperLabel, programmeLabel, readinessLabel, standingLabel } from './need-labels.ts';
export { trailKindLabel } from './trail-labels.ts';
