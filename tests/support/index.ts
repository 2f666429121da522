export { testDatabase, type TestDatabase } from './database.ts';
export { cast, CAST_NOW, CAST_PROVINCE, type Cast } from './cast.ts';
export { testAuth, Browser } from './auth.ts';
export {
  act,
  drafted,
  fundWith,
  provincialWay,
  registered,
  requestFields,
  submitted,
  walkTo,
} from './projects.ts';
export { authenticator } from './authenticator.ts';
export { factsWith, million, workshopFacts } from './facts.ts';
