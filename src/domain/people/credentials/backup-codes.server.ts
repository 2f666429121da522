import { randomInt } from 'node:crypto';

/** No letter or figure that is taken for another when written by hand. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const COUNT = 10;

/** Codes like `k7m2p-x9dqa`, about 49 bits each: good once, for who has no telephone at hand. */
export function makeBackupCodes(): string[] {
  const half = () => Array.from({ length: 5 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: COUNT }, () => `${half()}-${half()}`);
}

/** A code as it was given out, however it was typed: capitals, spaces, the hyphen left out. */
export function tidyBackupCode(typed: string): string {
  const signs = typed.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}
