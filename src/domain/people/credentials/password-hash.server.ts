import { hash, verify } from '@node-rs/argon2';

// Argon2id as OWASP advises for a server: 19 MiB, two passes, one lane (about 20 ms here).
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

export async function matchesPassword(given: { hash: string; password: string }): Promise<boolean> {
  try {
    return await verify(given.hash, given.password.normalize('NFKC'));
  } catch {
    return false; // not a hash of ours
  }
}
