export { recordEvent, type EventInput } from './event.store.server.ts';
export {
  startDeadline,
  closeDeadline,
  pauseDeadline,
  resumeDeadline,
  closeAllDeadlines,
  type NewDeadline,
  type Subject,
} from './deadline.store.server.ts';
export { takeNumber } from './number.store.server.ts';
export { openDisk, keyOf, type Disk } from './file-disk.server.ts';
export { storeFile, addDocument } from './add-document.server.ts';
export type { NewDocument, StoredFile } from './document.ts';
export { documentsOf, documentOf } from './document.store.server.ts';
