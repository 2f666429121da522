export {
  figureKinds,
  figureSources,
  periodText,
  yearsOf,
  type FigureDifference,
  type FigureKind,
  type FigureSource,
  type Period,
  type StatedFigure,
} from './stated-figure.ts';
export type { Check, CheckCode, Explanation, Summary } from './reconciliation.ts';
export type { CheckState, CheckedDifference, History, Resolution } from './history.ts';
export { mayHistory } from './history.policy.ts';
export { resolutionForm, withdrawalForm } from './history.form.ts';
