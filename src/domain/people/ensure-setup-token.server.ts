import type { Database } from '#platform/server';
import { installedProvinces } from './installation.store.server.ts';
import { hashToken, makeToken } from './one-time-token.server.ts';
import { keepSetupToken } from './set-up.store.server.ts';

/**
 * A fresh token for the set-up page, to be printed by the start; undefined once a province is open.
 * Earlier ones stay good for a week, so that several processes may start.
 */
export async function ensureSetupToken(db: Database, now: Date): Promise<string | undefined> {
  if ((await installedProvinces(db)).length > 0) return undefined;
  const token = makeToken();
  await keepSetupToken(db, hashToken(token), now);
  return token;
}
