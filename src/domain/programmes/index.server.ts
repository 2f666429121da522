export { openRound, changeRound, type RoundChange } from './keep-rounds.server.ts';
export { enterNeed, changeNeed, withdrawNeed, placeOf } from './enter-need.server.ts';
export { readNeedOf, type ShownNeed } from './read-needs.server.ts';
export {
  findRound,
  registrationTerm,
  roundsOf,
  stepsOn,
  type RegistrationTerm,
} from './round.store.server.ts';
export { addNeedPaper, removeNeedPaper } from './keep-need-papers.server.ts';
export { papersOfNeed } from './need-paper.store.server.ts';
export { findNeed, markRequested } from './need.store.server.ts';
export {
  countNeeds,
  listNeeds,
  needsOfEstablishments,
  readyNeeds,
  type NeedPage,
} from './need-list.store.server.ts';
export { importNeeds, takeRightRows, type Book } from './import/import-needs.server.ts';
export { findImport, type NeedImport } from './import/import.store.server.ts';
export { publishReadiness, saveReadiness } from './draft-readiness.server.ts';
export { lastOwnReadiness, readinessDraft } from './readiness-draft.store.server.ts';
