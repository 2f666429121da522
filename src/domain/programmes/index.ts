export {
  businessKey,
  programmes,
  readinessCodes,
  readinessOf,
  standings,
  type Need,
  type NeedInput,
  type Programme,
  type Readiness,
  type ReadinessCode,
  type ReadinessStep,
  type Round,
  type Standing,
} from './need.ts';
export { readNeed, roundForm, type RoundInput } from './need.form.ts';
export {
  isOpenFor,
  mayEnterNeed,
  mayImportNeeds,
  mayKeepRounds,
  mayReadNeed,
  needCommunes,
  roundKeepers,
} from './need.policy.ts';
export {
  needFilterFrom,
  needKeyFrom,
  needQuery,
  needSorts,
  type NeedFilter,
  type NeedKey,
  type NeedSort,
} from './need-list.ts';
export { MOST_ROWS, needColumns, type BookRow, type NeedColumn, type RowFault } from './import/need-row.ts';
export {
  MOST_NEED_PAPERS,
  needPaperForm,
  needPaperKinds,
  needPaperRemoval,
  type NeedPaper,
  type NeedPaperKind,
} from './need-paper.ts';
export { fieldsOfReadiness, readinessDraftForm, type ReadinessDraftInput } from './readiness-draft.ts';
