import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import {
  Constructed,
  Integer,
  ObjectIdentifier,
  OctetString,
  Sequence,
  Utf8String,
  type BaseBlock,
} from 'asn1js';
import { AttributeTypeAndValue, BasicConstraints, Certificate, Extension } from 'pkijs';
import { signDigest } from './cms.server.ts';
import { derOf, parseDer } from './der.server.ts';

/** A key with its certificate, for the sample province and for tests: nobody outside trusts it. */
export interface SampleKey {
  readonly privateKey: CryptoKey;
  readonly name: string;
  readonly certificate: X509Certificate;
}

interface Wanted {
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
  readonly issuer?: SampleKey;
  readonly purpose?: string;
}

/** Makes a key (EC P-256) and a certificate for it, signed by its issuer or, without one, by itself as an authority. */
export async function makeSampleKey({ name, from, until, issuer, purpose }: Wanted): Promise<SampleKey> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: Buffer.concat([Buffer.from([1]), randomBytes(8)]) }),
  });
  certificate.notBefore.value = from;
  certificate.notAfter.value = until;
  named(certificate.subject.typesAndValues, name);
  named(certificate.issuer.typesAndValues, issuer?.name ?? name);
  const basic = new BasicConstraints({ cA: issuer === undefined });
  certificate.extensions = [
    new Extension({ extnID: '2.5.29.19', critical: true, extnValue: basic.toSchema().toBER() }),
  ];
  if (purpose !== undefined) {
    const use = new Sequence({ value: [new ObjectIdentifier({ value: purpose })] });
    certificate.extensions.push(
      new Extension({ extnID: '2.5.29.37', critical: true, extnValue: use.toBER() }),
    );
  }
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  await certificate.sign(issuer?.privateKey ?? keys.privateKey, 'SHA-256');
  return {
    privateKey: keys.privateKey,
    name,
    certificate: new X509Certificate(derOf(certificate.toSchema())),
  };
}

function named(parts: AttributeTypeAndValue[], name: string): void {
  const part = (type: string, value: string) =>
    new AttributeTypeAndValue({ type, value: new Utf8String({ value }) });
  parts.push(part('2.5.4.6', 'VN'), part('2.5.4.10', name), part('2.5.4.3', name));
}

/** A PKCS#12 file of a key and certificates, the key locked by the password. */
export async function writePkcs12(
  key: SampleKey,
  chain: readonly X509Certificate[],
  passphrase: string,
): Promise<Buffer> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key.privateKey));
  const locked = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
    type: 'pkcs8',
    format: 'der',
    cipher: 'aes-256-cbc',
    passphrase,
  });
  const sequence = (...value: BaseBlock[]) => new Sequence({ value });
  const oid = (value: string) => new ObjectIdentifier({ value });
  const tagged = (...value: BaseBlock[]) =>
    new Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value });
  const bag = (kind: number, value: BaseBlock) =>
    sequence(oid(`1.2.840.113549.1.12.10.1.${kind}`), tagged(value));
  const data = (content: BaseBlock) =>
    sequence(oid('1.2.840.113549.1.7.1'), tagged(new OctetString({ valueHex: content.toBER() })));
  const certificates = chain.map((one) =>
    bag(3, sequence(oid('1.2.840.113549.1.9.22.1'), tagged(new OctetString({ valueHex: one.raw })))),
  );
  const safe = data(sequence(bag(2, parseDer(locked)), ...certificates));
  return derOf(sequence(new Integer({ value: 3 }), data(sequence(safe))));
}

/** What a token would answer to a digest. */
export async function signSample(token: SampleKey, root: SampleKey, digest: string): Promise<Buffer> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', token.privateKey));
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return signDigest(Buffer.from(digest, 'hex'), key, [token.certificate, root.certificate]);
}
