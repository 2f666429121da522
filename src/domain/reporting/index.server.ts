export { importHistory, type ImportContext, type ImportedHistory } from './import-history.server.ts';
export { loadHistory } from './load-history.server.ts';
export { readHistory } from './read-history.server.ts';
export { resolveDifference, withdrawResolution } from './resolve-difference.server.ts';
export { provincesWithHistory } from './history.store.server.ts';
