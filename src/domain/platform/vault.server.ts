import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Seals texts that must be had back, so that neither the database nor its backups hold them in the clear: AES-256-GCM under
 * a key drawn (HKDF-SHA256) from the secret of the installation. `place` says where a text belongs: elsewhere it does not
 * open.
 */
export interface Vault {
  seal(text: string, place: string): string;
  /** Undefined: sealed under a key that is not known here, or changed, or moved. What was never sealed is as it stands. */
  open(stored: string, place: string): string | undefined;
  /** Whether it is sealed under the key of today. */
  isCurrent(stored: string): boolean;
}

const SEALED = 'sealed.1';
const NONCE = 12;
const TAG = 16;

interface Key {
  /** Tells keys apart, and nothing of them. */
  readonly id: string;
  readonly bytes: Buffer;
}

function keyOf(secret: string, purpose: string): Key {
  const draw = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, 'khuyen-cong', `${purpose}/${info}`, length));
  return { id: draw('name', 6).toString('base64url'), bytes: draw('key', 32) };
}

/** `secrets`: of today first, then those before it, which only open. */
export function openVault(secrets: readonly [string, ...string[]], purpose: string): Vault {
  const [today, ...before] = secrets.map((secret) => keyOf(secret, purpose)) as [Key, ...Key[]];
  const keys = new Map([...before.toReversed(), today].map((key) => [key.id, key]));
  return {
    seal(text, place) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', today.bytes, nonce, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(place));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [SEALED, today.id, sealed.toString('base64url')].join(':');
    },
    open(stored, place) {
      const [mark, id = '', body = ''] = stored.split(':');
      if (mark !== SEALED) return stored;
      const key = keys.get(id);
      const sealed = Buffer.from(body, 'base64url');
      if (key === undefined || sealed.length < NONCE + TAG) return undefined;
      const cipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(0, NONCE), {
        authTagLength: TAG,
      });
      cipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-TAG));
      try {
        return cipher.update(sealed.subarray(NONCE, -TAG), undefined, 'utf8') + cipher.final('utf8');
      } catch {
        return undefined;
      }
    },
    isCurrent: (stored) => stored.startsWith(`${SEALED}:${today.id}:`),
  };
}
