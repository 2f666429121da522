export { standingOf, daysLeft, dueAfter, type DeadlineStanding } from './deadline.ts';
export { documentKinds, sniffMediaType, extensionOf, UPLOAD_LIMIT, type DocumentKind } from './document.ts';
export {
  noticeKinds,
  MOST_COUNTED,
  type Notice,
  type NoticeKey,
  type NoticeKind,
  type NoticePreference,
} from './notices/notice.ts';
export type { Seal, SealedDay } from './seals/seal.ts';
export {
  issuingMembership,
  issuingRoles,
  mayCancel,
  mayIssue,
  mayTemplate,
  readPaperCode,
  showPaperCode,
  templateRoles,
  wordsOf,
  type PaperPlace,
  type RegisterFilter,
  type VerifiedPaper,
} from './papers/issued-paper.ts';
export { isSound, type CheckedSignature, type SignatureFinding } from './signing/signature.ts';
export { mayKeepSeals, maySeeSeals, maySign, mayUseSeal } from './signing/seal.policy.ts';
