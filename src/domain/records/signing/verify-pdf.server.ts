import { X509Certificate } from 'node:crypto';
import { PDFDict, PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { readSignature } from './cms.server.ts';
import { chainFrom, isIssuer } from './pkcs12.server.ts';
import type { After, CheckedSignature, Trust } from './signature.ts';
import { findSignatures, type FoundSignature } from './signed-pdf.server.ts';

/**
 * Checks every signature of a PDF. Revocation is not asked for: that needs the network of each authority.
 * @param roots certificates the province trusts
 */
export async function verifyPdf(
  bytes: Uint8Array,
  roots: readonly Uint8Array[],
  now: Date,
): Promise<readonly CheckedSignature[]> {
  const trusted = roots.map((root) => new X509Certificate(root));
  const found = await findSignatures(bytes);
  const checked: CheckedSignature[] = [];
  for (const signature of found) {
    try {
      if (signature === null) throw new Error('its range is wrong');
      checked.push(checkOne(signature, trusted, now, await afterwards(bytes, signature.end)));
    } catch {
      checked.push({ unreadable: true });
    }
  }
  return checked;
}

function checkOne(
  found: FoundSignature,
  roots: readonly X509Certificate[],
  now: Date,
  after: After,
): CheckedSignature {
  const read = readSignature(found.cms, found.parts);
  const stamp =
    read.stamp && trustIn(read.stamp.certificate, read.stamp.others, roots, read.stamp.at) === 'trusted'
      ? read.stamp
      : null;
  const at = stamp?.at ?? read.signingTime ?? found.at;
  const names = namesIn(read.certificate.subject);
  return {
    signer: names['CN'] ?? read.certificate.subject,
    organization: names['O'] ?? null,
    issuer: namesIn(read.certificate.issuer)['CN'] ?? read.certificate.issuer,
    serial: read.certificate.serialNumber,
    reason: found.reason,
    at,
    stamped: stamp !== null,
    intact: read.intact,
    after,
    trust: trustIn(read.certificate, read.others, roots, at ?? now),
  };
}

/** Whether a chain leads from a certificate to a trusted root, every link valid at that time. */
function trustIn(
  own: X509Certificate,
  others: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): Trust {
  const isRoot = (one: X509Certificate) => roots.some((root) => root.fingerprint256 === one.fingerprint256);
  // Who signs for others has to be allowed to.
  const above = [...others, ...roots].filter((one) => one.ca);
  const chain = chainFrom(own, above);
  const end = chain.findIndex((one) => isRoot(one) || roots.some((root) => isIssuer(root, one)));
  if (end < 0) return 'unknown_root';
  const valid = chain.slice(0, end + 1).every((one) => at >= one.validFromDate && at <= one.validToDate);
  return valid ? 'trusted' : 'not_valid_then';
}

/** `CN=…` lines of a name; Node writes one part a line, with what RFC 4514 escapes. */
export function namesIn(subject: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    subject.split(/\n| \+ (?=[A-Z]+=)/).flatMap((line) => {
      const cut = line.indexOf('=');
      return cut < 0 ? [] : [[line.slice(0, cut), line.slice(cut + 1).replace(/\\(.)/g, '$1')]];
    }),
  );
}

/**
 * What was done to a document after its first `end` bytes: objects are compared one by one. A further signature adds
 * a field to the form and to a page's annotations; anything else is a change.
 */
async function afterwards(bytes: Uint8Array, end: number): Promise<After> {
  if (Buffer.from(bytes.subarray(end)).toString('latin1').trim() === '') return 'nothing';
  const load = (part: Uint8Array) =>
    PDFDocument.load(part, { updateMetadata: false, ignoreEncryption: true });
  const before = objectsOf(await load(bytes.slice(0, end)));
  const document = await load(bytes);
  const now = objectsOf(document);
  for (const [ref, old] of before) {
    const value = now.get(ref);
    if (value === undefined) return 'changed';
    if (String(value) !== String(old) && !differsBySigning(old, value)) return 'changed';
  }
  for (const [ref, value] of now) if (!before.has(ref) && !belongsToSigning(value)) return 'changed';
  return 'signed_again';
}

const objectsOf = (document: PDFDocument) =>
  new Map<string, PDFObject>(
    document.context
      .enumerateIndirectObjects()
      // How an update is written down, not what it says.
      .filter(([, value]) => !['/XRef', '/ObjStm'].includes(typeOf(value)))
      .map(([ref, value]) => [ref.toString(), value]),
  );

const typeOf = (value: PDFObject): string => {
  const dict = value instanceof PDFDict ? value : (value as { dict?: PDFDict }).dict;
  return String(dict?.get(PDFName.of('Type')) ?? '');
};

/** Parts of the catalogue, a page and the form that a further signature touches. */
const TOUCHED: Readonly<Record<string, readonly string[]>> = {
  '/Catalog': ['AcroForm', 'DSS', 'Extensions', 'Perms'],
  '/Page': ['Annots'],
  '': ['Fields', 'SigFlags'],
};

function differsBySigning(old: PDFObject, value: PDFObject): boolean {
  if (!(old instanceof PDFDict && value instanceof PDFDict)) return false;
  const rest = (dict: PDFDict) => {
    const touched = TOUCHED[typeOf(dict)] ?? [];
    return dict
      .entries()
      .filter(([name]) => !touched.includes(name.decodeText()))
      .map(([name, one]) => `${name.toString()} ${one.toString()}`)
      .toSorted()
      .join('\n');
  };
  return typeOf(old) === typeOf(value) && rest(old) === rest(value);
}

function belongsToSigning(value: PDFObject): boolean {
  if (!(value instanceof PDFDict)) return typeOf(value) === '/XRef';
  if (['/Sig', '/DocTimeStamp', '/DSS'].includes(typeOf(value))) return true;
  return value.get(PDFName.of('FT'))?.toString() === '/Sig';
}
