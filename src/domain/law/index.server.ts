export { loadLaw } from './load-reference.server.ts';
export { installSampleNorms } from './install-sample-norms.server.ts';
export { changeAuthorities } from './change-authority.store.server.ts';
export { severalWayOn } from './several-way.store.server.ts';
export { loadContents, loadNormBook, loadNormSet } from './norm.store.server.ts';
export { procedureOn, procedureVersion, procedureVersions } from './procedure.store.server.ts';
export { procedureBase, procedureDraft } from './procedure-draft.store.server.ts';
export { fieldsOfSteps, procedureDraftForm, procedurePublicationForm } from './procedure-draft.form.ts';
export { saveProcedureDraft } from './draft-procedure.server.ts';
export { endOwnProcedure } from './end-own-procedure.server.ts';
export { clockReturnForm, clockRulesForm, fieldsOfClockRules } from './clock-rules/clock-rules.form.ts';
export { clockRulesDraft, clockRulesOn, clockRulesVersions } from './clock-rules/clock-rules.store.server.ts';
export {
  lastClockVersion,
  publishClockRules,
  saveClockRules,
} from './clock-rules/draft-clock-rules.server.ts';
export { publishProcedure } from './publish-procedure.server.ts';
export { advanceRuleOn, advanceRulesOn } from './advance-rule.store.server.ts';
export { workingCalendarOn } from './holiday.store.server.ts';
export { calendarDraftForm, calendarPublicationForm } from './calendar-draft.form.ts';
export {
  calendarDraft,
  calendarOf,
  type CalendarDraft,
  type CalendarPublication,
  type CalendarYear,
} from './calendar.store.server.ts';
export { saveCalendarDraft } from './draft-calendar.server.ts';
export { holdCalendar } from './hold-calendar.server.ts';
export { publishCalendarYear, type PublishCalendar } from './publish-calendar.server.ts';
export { keptLawBook, lawBookOn } from './law-book.server.ts';
export { loadContentConditions } from './content-condition.store.server.ts';
export { dossierItemsOn, requestPapersOn, type DossierStage } from './dossier-item.store.server.ts';
export { placeFacts } from './place-facts.server.ts';
export { loadEligibilityBook, loadLegalForms, loadSectors } from './eligibility.store.server.ts';
export {
  articlesOf,
  documentById,
  documentsAt,
  fileById,
  filesOf,
  loadLibrary,
  searchFiles,
  type Library,
  type LibraryFile,
} from './library.store.server.ts';
export { restingOn } from './rests-on.store.server.ts';
export { addLawDocument, correctLawDocument } from './write-law-document.server.ts';
export { endLawDocument } from './end-law-document.server.ts';
export { relateLawDocuments, withdrawLawRelation } from './relate-law-documents.server.ts';
export { withdrawLawArticle, writeArticle } from './write-article.server.ts';
export { attachLawFile, withdrawLawFile } from './attach-law-file.server.ts';
export {
  articleForm,
  correctLawDocumentForm,
  endLawDocumentForm,
  newLawDocumentForm,
  partWithdrawalForm,
  relationForm,
  relationWithdrawalForm,
} from './document.form.ts';
export { documentTrail } from './document-trail.store.server.ts';
export {
  attachNormDocument,
  importNormSet,
  normSetOfDraft,
  saveNormDraft,
  startNormDraft,
  type DraftBeginning,
} from './draft-norm-set.server.ts';
export { dropNormDraft, takeUpNormDraft } from './drop-norm-draft.server.ts';
export { findNormDraft, unpublishedNormDrafts, type NormDraft } from './norm-draft.store.server.ts';
export { judgeNormDraft, publishNormDraft, type PublishNormDraft } from './publish-norm-draft.server.ts';
export { holdNorms } from './hold-norms.server.ts';
export { listNormSets, normSetInputOf, type NormSetEntry } from './norm-set.store.server.ts';
export { checkNormSet, normSetText, readNormSetText } from './norm-file-faults.server.ts';
export { fieldsOfNorm, normOfFields } from './norm-row-fields.server.ts';
export { normSetOfFile } from './norm-set-of-file.server.ts';
export type { NormInput, NormSetInput } from './norm-set-input.server.ts';
export { addOwnContent, changeOwnContent, removeOwnContent } from './keep-own-contents.server.ts';
export { ownContents, type OwnContent } from './own-content.store.server.ts';
export { ownContentChangeForm, ownContentForm } from './own-content.form.ts';
export { verifyNorm } from './verify-norm.server.ts';
export { latestVerifications, type NormVerification } from './norm-verification.store.server.ts';
export { shippedNorms } from './shipped-norms.server.ts';
export { paperForms, type PaperForm } from './paper-form.store.server.ts';
