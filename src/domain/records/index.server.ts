export { onWhoseBehalf, recordEvent, type EventInput } from './event.store.server.ts';
export {
  startDeadline,
  closeDeadline,
  moveDeadline,
  pauseDeadline,
  resumeDeadline,
  closeAllDeadlines,
  type NewDeadline,
} from './deadline.store.server.ts';
export { takeNumber } from './number.store.server.ts';
export { openDisk, keyOf, type Disk } from './file-disk.server.ts';
export { storeFile, addDocument } from './add-document.server.ts';
export type { NewDocument, StoredFile } from './document.ts';
export { documentsOf, documentOf } from './document.store.server.ts';
export type { Subject } from './deadline.ts';
export { notify, settleNotices, type NewNotice, type Recipients } from './notices/notify.server.ts';
export { markRead, markAllRead, listNotices, noticeOf, unreadCount } from './notices/notice.store.server.ts';
export { preferenceOf, savePreference } from './notices/preference.store.server.ts';
export {
  noteUndelivered,
  undeliveredLetters,
  countUndelivered,
  settleUndelivered,
} from './notices/undelivered.server.ts';
export {
  registerWebhook,
  changeWebhook,
  sendWebhookAgain,
  listWebhooks,
  deliverWebhook,
  DELIVER_WEBHOOK,
  type Sent,
  type SignedPost,
} from './webhooks/webhook.server.ts';
export { isLoopback, isPublicAddress } from './webhooks/public-address.server.ts';
export { sealWebhookSecrets } from './webhooks/seal-secrets.server.ts';
export { sealTrail } from './seals/seal-trail.server.ts';
export {
  lastSeal,
  sealedDay,
  sealedDays,
  sealsOf,
  trailOf,
  trailStanding,
  type TrailEntry,
} from './seals/seal.store.server.ts';
export { proveEntry, type EntryProof } from './seals/prove-entry.server.ts';
export {
  verifyTrail,
  type Published,
  type TrailFault,
  type TrailVerdict,
} from './seals/verify-trail.server.ts';
export { noteReading, readings, type Reading, type ReadingFilter } from './readings/reading.server.ts';
export {
  cancelPaper,
  issuePaper,
  type Numbered,
  type PaperOrder,
  type PaperPress,
} from './papers/issue-paper.server.ts';
export {
  paperByCode,
  paperById,
  papersOf,
  readRegister,
  registersOf,
  type IssuedPaper,
} from './papers/issued-paper.store.server.ts';
export { dropTemplate, keepTemplate, publishTemplate } from './papers/paper-template.server.ts';
export {
  findTemplate,
  templateInForce,
  templatesOf,
  type PaperTemplate,
} from './papers/paper-template.store.server.ts';
export { scanLater } from './files/scan-later.server.ts';
export { addSeal, addTrustRoot, withdrawKept } from './signing/keep-seals.server.ts';
export {
  beginSigning,
  checkSignatures,
  finishSigning,
  signWithSeal,
  type SigningTools,
} from './signing/sign-document.server.ts';
export { listRoots, listSeals, signingsOf, type UnitSeal } from './signing/signing.store.server.ts';
export { makeSampleKey, signSample } from './signing/sample-seal.server.ts';
export { mergePdfs } from './dossier/merge-pdf.server.ts';
