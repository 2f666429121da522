export { loadLaw } from './load-reference.server.ts';
export { installSampleNorms } from './install-sample-norms.server.ts';
export { loadContents, loadNormBook, loadNormSet } from './norm.store.server.ts';
export { procedureOn } from './procedure.store.server.ts';
export { advanceRuleOn } from './advance-rule.store.server.ts';
export { workingCalendarOn } from './holiday.store.server.ts';
export { lawBookOn } from './law-book.server.ts';
export { dossierItemsOn, type DossierStage } from './dossier-item.store.server.ts';
export { loadEligibilityBook, loadLegalForms, loadSectors } from './eligibility.store.server.ts';
export {
  articlesOf,
  documentsAt,
  fileById,
  filesOf,
  findDocument,
  loadLibrary,
  searchFiles,
  type Library,
  type LibraryFile,
} from './library.store.server.ts';
export { restingOn } from './rests-on.store.server.ts';
