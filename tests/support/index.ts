export { testDatabase, type TestDatabase } from './database.ts';
export { cast, CAST_NOW, CAST_PROVINCE, type Cast } from './cast.ts';
export { testAuth, Browser } from './auth.ts';
export {
  act,
  appraised,
  attached,
  drafted,
  fundWith,
  groupRequest,
  newWorkshop,
  provincialWay,
  registered,
  requestFields,
  submitted,
  validPapers,
  walkTo,
} from './projects.ts';
export { away, during, inPlace, seenOn } from './absence.ts';
export { authenticator } from './authenticator.ts';
export { factsWith, million, workshopFacts } from './facts.ts';
export { madeUpProblem, randomOf } from './plan-problem.ts';
export {
  establishedCouncil,
  inSession,
  minutesLater,
  prepareAs,
  refusedWith,
  sessionDay,
  underAppraisal,
} from './council.ts';
