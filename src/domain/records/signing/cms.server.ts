import {
  constants,
  createHash,
  sign as signBytes,
  verify,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { Integer, ObjectIdentifier, OctetString, Sequence, Set as AsnSet, type BaseBlock } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  MessageImprint,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { derOf, octets, parseDer } from './der.server.ts';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.47',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const;

const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  // Read, for papers signed long ago; we never write it.
  '1.3.14.3.2.26': 'sha1',
};

/** Asks a time-stamping authority: DER of the request, DER of the answer. */
export type Stamp = (request: Uint8Array) => Promise<Uint8Array>;

/**
 * A detached signature over a digest (SHA-256) as PAdES wants it, ETSI EN 319 142-1: the certificate is among what is
 * signed, the signing time is not (it stands in the PDF), and a time stamp proves it where there is an authority.
 */
export async function signDigest(
  digest: Uint8Array,
  key: KeyObject,
  chain: readonly X509Certificate[],
  stamp?: Stamp,
): Promise<Buffer> {
  const own = Certificate.fromBER(chain[0]!.raw);
  const certHash = createHash('sha256').update(chain[0]!.raw).digest();
  const essCert = new Sequence({ value: [new OctetString({ valueHex: certHash })] });
  const attributes = [
    attribute(OID.contentType, new ObjectIdentifier({ value: OID.data })),
    attribute(OID.messageDigest, new OctetString({ valueHex: digest })),
    attribute(OID.signingCertificate, new Sequence({ value: [new Sequence({ value: [essCert] })] })),
    // A set is written in the order of its bytes.
  ].toSorted((a, b) => Buffer.compare(derOf(a.toSchema()), derOf(b.toSchema())));
  const toSign = derOf(new AsnSet({ value: attributes.map((one) => one.toSchema()) }));
  const value = signBytes('sha256', toSign, key);
  const signer = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithmId: key.asymmetricKeyType === 'ec' ? OID.ecdsaSha256 : OID.rsa,
    }),
    signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
    signature: new OctetString({ valueHex: value }),
  });
  if (stamp) {
    const token = await stampOf(value, stamp);
    signer.unsignedAttrs = new SignedAndUnsignedAttributes({
      type: 1,
      attributes: [attribute(OID.timeStamp, token.toSchema())],
    });
  }
  const signed = new SignedData({
    version: 1,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: OID.sha256 })],
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: chain.map((one) => Certificate.fromBER(one.raw)),
    signerInfos: [signer],
  });
  return derOf(new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) }).toSchema());
}

const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value as BaseBlock] });

async function stampOf(signature: Uint8Array, stamp: Stamp): Promise<ContentInfo> {
  const hash = createHash('sha256').update(signature).digest();
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: OID.sha256 }),
      hashedMessage: new OctetString({ valueHex: hash }),
    }),
    nonce: new Integer({ valueHex: hash.subarray(0, 7) }),
    certReq: true,
  });
  const { status, timeStampToken } = TimeStampResp.fromBER(
    new Uint8Array(await stamp(derOf(request.toSchema()))),
  );
  if (Number(status.status) > 1 || !timeStampToken)
    throw new Error(`the time-stamping authority refused: ${status.status}`);
  return timeStampToken;
}

export interface ReadSignature {
  readonly certificate: X509Certificate;
  /** Every certificate that came along. */
  readonly others: readonly X509Certificate[];
  /** Whether the content is the one that was signed, and by the certificate's key. */
  readonly intact: boolean;
  readonly signingTime: Date | null;
  /** When an authority saw the signature, and by whose certificate it says so; null without a stamp that holds. */
  readonly stamp: {
    readonly at: Date;
    readonly certificate: X509Certificate;
    readonly others: readonly X509Certificate[];
  } | null;
}

/** Reads a detached signature and checks it against what was signed. Throws on what is no such signature. */
export function readSignature(cms: Uint8Array, parts: readonly Uint8Array[]): ReadSignature {
  return readSigned(cms, parts).read;
}

function readSigned(cms: Uint8Array, parts: readonly Uint8Array[] | null) {
  // What is behind the structure is the empty rest of its place.
  const info = new ContentInfo({ schema: parseDer(cms) });
  if (info.contentType !== OID.signedData) throw new Error('not signed data');
  const signed = new SignedData({ schema: info.content });
  const signer = signed.signerInfos[0];
  if (!signer?.signedAttrs) throw new Error('no signer, or nothing about what is signed');
  const others = (signed.certificates ?? [])
    .filter((one): one is Certificate => one instanceof Certificate)
    .map((one) => new X509Certificate(derOf(one.toSchema(true))));
  const serial = (signer.sid as IssuerAndSerialNumber).serialNumber;
  const number = Buffer.from(serial.valueBlock.valueHexView)
    .toString('hex')
    .replace(/^(00)+/, '');
  const certificate = others.find((one) => one.serialNumber.toLowerCase().replace(/^(00)+/, '') === number);
  if (!certificate) throw new Error('the certificate of the signer is missing');
  const attributes = signer.signedAttrs.attributes;
  const valueOf = (type: string) =>
    attributes.find((one) => one.type === type)?.values[0] as BaseBlock | undefined;
  const hash = HASHES[signer.digestAlgorithm.algorithmId];
  const content = signed.encapContentInfo.eContent ? [octets(signed.encapContentInfo.eContent)] : [];
  const digest =
    hash && (parts ?? content).reduce((sum, part) => sum.update(part), createHash(hash)).digest();
  const told = valueOf(OID.messageDigest);
  const value = Buffer.from(signer.signature.valueBlock.valueHexView);
  // In the structure the attributes are tagged; what was signed is the plain set.
  const toVerify = Buffer.from(signer.signedAttrs.encodedValue);
  toVerify[0] = 0x31;
  const intact =
    digest !== undefined &&
    digest !== '' &&
    told !== undefined &&
    octets(told).equals(digest) &&
    holds(signer, hash!, toVerify, certificate, value);
  const time = valueOf(OID.signingTime) as { toDate?: () => Date } | undefined;
  const token = signer.unsignedAttrs?.attributes.find((one) => one.type === OID.timeStamp)?.values[0] as
    BaseBlock | undefined;
  const read: ReadSignature = {
    certificate,
    others,
    intact,
    signingTime: time?.toDate?.() ?? null,
    stamp: token ? readStamp(derOf(token), value) : null,
  };
  return { read, content: content[0] };
}

function holds(
  signer: SignerInfo,
  hash: string,
  data: Buffer,
  certificate: X509Certificate,
  value: Buffer,
): boolean {
  const key = certificate.publicKey;
  if (key.asymmetricKeyType === 'ed25519') return verify(null, data, key, value);
  if (signer.signatureAlgorithm.algorithmId !== OID.rsaPss) return verify(hash, data, key, value);
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  return verify(hash, data, pss, value);
}

function readStamp(token: Buffer, signature: Buffer): ReadSignature['stamp'] {
  try {
    const { read, content } = readSigned(token, null);
    const info = content && TSTInfo.fromBER(new Uint8Array(content));
    const hash = info && HASHES[info.messageImprint.hashAlgorithm.algorithmId];
    if (!info || !hash || !read.intact) return null;
    const stamped = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
    if (!stamped.equals(createHash(hash).update(signature).digest())) return null;
    return { at: info.genTime, certificate: read.certificate, others: read.others };
  } catch {
    return null;
  }
}
