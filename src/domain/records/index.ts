export { standingOf, daysLeft, dueAfter, type DeadlineStanding } from './deadline.ts';
export { documentKinds, sniffMediaType, extensionOf, UPLOAD_LIMIT, type DocumentKind } from './document.ts';
