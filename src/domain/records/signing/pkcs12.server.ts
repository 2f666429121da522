import {
  createDecipheriv,
  createHash,
  createPrivateKey,
  pbkdf2Sync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import type { BaseBlock, Integer } from 'asn1js';
import { ok, refuse, type Result } from '#kernel';
import { at, children, derOf, octets, oidOf, parseDer } from './der.server.ts';

export interface OpenedKey {
  readonly key: KeyObject;
  /** The certificate of the key first, then those above it as far as the file holds them. */
  readonly chain: readonly X509Certificate[];
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED = '1.2.840.113549.1.7.6';
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';
const MOST_ROUNDS = 5_000_000;

class OldCipher extends Error {}

/**
 * Opens a PKCS#12 file (.p12, .pfx). Refuses `seal_file_is_broken`, `seal_password_is_wrong`, `seal_cipher_is_old`
 * (RC2, which nothing current opens), `seal_without_certificate`.
 */
export function openPkcs12(bytes: Uint8Array, password: string): Result<OpenedKey> {
  let safes: readonly BaseBlock[];
  try {
    safes = children(parseDer(octets(at(parseDer(bytes), 1, 1, 0))));
  } catch {
    return refuse('seal_file_is_broken', {}, 'file');
  }
  try {
    const bags = safes.flatMap((safe) => children(parseDer(contentOf(safe, password))));
    const key = bags.map((bag) => keyOf(bag, password)).find((one) => one !== null);
    const certificates = bags
      .filter((bag) => oidOf(at(bag, 0)) === CERTIFICATE_BAG)
      .map((bag) => new X509Certificate(octets(at(bag, 1, 0, 1, 0))));
    const own = key && certificates.find((one) => one.checkPrivateKey(key));
    if (!key || !own) return refuse('seal_without_certificate', {}, 'file');
    return ok({ key, chain: chainFrom(own, certificates) });
  } catch (error) {
    if (error instanceof OldCipher) return refuse('seal_cipher_is_old', {}, 'file');
    return refuse('seal_password_is_wrong', {}, 'password');
  }
}

function keyOf(bag: BaseBlock, password: string): KeyObject | null {
  const kind = oidOf(at(bag, 0));
  if (kind !== KEY_BAG && kind !== SHROUDED_KEY_BAG) return null;
  const der = derOf(at(bag, 1, 0)!);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase: password });
}

/** From a certificate upwards, each signed by the next. */
export function chainFrom(
  own: X509Certificate,
  among: readonly X509Certificate[],
): readonly X509Certificate[] {
  const chain = [own];
  for (;;) {
    const last = chain.at(-1)!;
    const next = among.find(
      (one) => !chain.some((had) => had.fingerprint256 === one.fingerprint256) && isIssuer(one, last),
    );
    if (!next) return chain;
    chain.push(next);
  }
}

export const isIssuer = (issuer: X509Certificate, of: X509Certificate): boolean =>
  of.checkIssued(issuer) && of.verify(issuer.publicKey);

function contentOf(safe: BaseBlock, password: string): Buffer {
  const kind = oidOf(at(safe, 0));
  if (kind === DATA) return octets(at(safe, 1, 0));
  if (kind !== ENCRYPTED) throw new OldCipher(kind);
  const info = at(safe, 1, 0, 1);
  return decrypt(at(info, 1), octets(at(info, 2)), password);
}

const AES: Readonly<Record<string, readonly [string, number]>> = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32],
};
const HMAC: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

function decrypt(algorithm: BaseBlock | undefined, data: Buffer, password: string): Buffer {
  const kind = oidOf(at(algorithm, 0));
  if (kind === '1.2.840.113549.1.5.13') {
    const derivation = at(algorithm, 1, 0, 1);
    const [cipher, size] = AES[oidOf(at(algorithm, 1, 1, 0))] ?? [];
    const hash = HMAC[oidOf(at(children(derivation).at(-1), 0))] ?? 'sha1';
    if (cipher === undefined || size === undefined) throw new OldCipher(kind);
    const key = pbkdf2Sync(password, octets(at(derivation, 0)), rounds(at(derivation, 1)), size, hash);
    return deciphered(cipher, key, octets(at(algorithm, 1, 1, 1)), data);
  }
  // pbeWithSHAAnd3-KeyTripleDES-CBC: what Windows wrote for twenty years.
  if (kind !== '1.2.840.113549.1.12.1.3') throw new OldCipher(kind);
  const salt = octets(at(algorithm, 1, 0));
  const count = rounds(at(algorithm, 1, 1));
  const derive = (use: number, length: number) => deriveOld(password, salt, count, use, length);
  return deciphered('des-ede3-cbc', derive(1, 24), derive(2, 8), data);
}

function deciphered(cipher: string, key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const opened = createDecipheriv(cipher, key, iv);
  return Buffer.concat([opened.update(data), opened.final()]);
}

function rounds(block: BaseBlock | undefined): number {
  const count = (block as Integer).valueBlock.valueDec;
  if (!(count > 0 && count <= MOST_ROUNDS)) throw new OldCipher('rounds');
  return count;
}

/** The derivation of keys of PKCS#12 itself: RFC 7292, appendix B.2, with SHA-1. */
function deriveOld(password: string, salt: Buffer, count: number, use: number, length: number): Buffer {
  const block = 64;
  const text = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const filled = (bytes: Buffer) => Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes);
  let input = Buffer.concat([filled(salt), filled(text)]);
  const made: Buffer[] = [];
  while (made.length * 20 < length) {
    let hash = createHash('sha1').update(Buffer.alloc(block, use)).update(input).digest();
    for (let i = 1; i < count; i++) hash = createHash('sha1').update(hash).digest();
    made.push(hash);
    const add = Buffer.alloc(block, hash);
    input = Buffer.concat(
      Array.from({ length: input.length / block }, (_, i) =>
        plusOne(input.subarray(i * block, (i + 1) * block), add),
      ),
    );
  }
  return Buffer.concat(made).subarray(0, length);
}

function plusOne(a: Buffer, b: Buffer): Buffer {
  const sum = Buffer.alloc(a.length);
  for (let i = a.length - 1, carry = 1; i >= 0; i--) {
    const value = a[i]! + b[i]! + carry;
    sum[i] = value & 0xff;
    carry = value >> 8;
  }
  return sum;
}
