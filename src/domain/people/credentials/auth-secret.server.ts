import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '#platform/server';

/**
 * The key that signs cookies and encrypts second factors: AUTH_SECRET, or one made at the first start
 * and kept in DATA_DIR. Several processes on several machines need AUTH_SECRET; losing the key signs
 * everyone out and voids every authenticator app.
 */
export function readAuthSecret(settings: Pick<Settings, 'authSecret' | 'dataDir'>): string {
  if (settings.authSecret !== undefined) return settings.authSecret;
  const file = path.join(settings.dataDir, 'auth.secret');
  mkdirSync(settings.dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
