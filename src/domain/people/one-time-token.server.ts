import { createHash, randomBytes } from 'node:crypto';

/** 256 bits nobody can guess, safe in an address. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: enough to recognise it, useless to whoever reads a copy. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
