import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/** Whose key a box holds; a box put into another's row does not open. */
interface Whose {
  readonly province: string;
  readonly id: string;
}

/** Locks a private key (AES-256-GCM) by a key made from AUTH_SECRET: a copy of the database alone signs nothing. */
export function lockKey(key: KeyObject, secret: string, whose: Whose): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', boxKey(secret, whose), iv).setAAD(Buffer.from(whose.id));
  const locked = Buffer.concat([cipher.update(key.export({ type: 'pkcs8', format: 'der' })), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), locked]);
}

/** The key of a box; null where AUTH_SECRET is another than it was locked by. */
export function unlockKey(box: Buffer, secret: string, whose: Whose): KeyObject | null {
  try {
    const opened = createDecipheriv('aes-256-gcm', boxKey(secret, whose), box.subarray(0, 12))
      .setAAD(Buffer.from(whose.id))
      .setAuthTag(box.subarray(12, 28));
    const key = Buffer.concat([opened.update(box.subarray(28)), opened.final()]);
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch {
    return null;
  }
}

const boxKey = (secret: string, { province }: Whose) =>
  Buffer.from(hkdfSync('sha256', secret, province, 'khuyen-cong seal', 32));
