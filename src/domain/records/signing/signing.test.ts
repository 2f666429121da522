import { execFile } from 'node:child_process';
import { createHash, type X509Certificate } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { signDigest } from './cms.server.ts';
import { openPkcs12 } from './pkcs12.server.ts';
import { makeSampleKey, writePkcs12, type SampleKey } from './sample-seal.server.ts';
import { embedSignature, prepareForSigning, signedParts } from './signed-pdf.server.ts';
import { isSound } from './signature.ts';
import { verifyPdf } from './verify-pdf.server.ts';

const SIGNER = 'Sở Công Thương tỉnh Nghệ An';
const at = new Date('2026-03-12T01:30:00Z');
const from = new Date('2025-01-01T00:00:00Z');
const until = new Date('2028-01-01T00:00:00Z');
const root = await makeSampleKey({ name: 'Cơ quan chứng thực mẫu', from, until });
const seal = await makeSampleKey({ name: SIGNER, from, until, issuer: root });
const roots = [root.certificate.raw];

async function pdf(objectStreams = true): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawRectangle({ width: 50, height: 20 });
  return document.save({ useObjectStreams: objectStreams });
}

async function signed(bytes: Uint8Array, key: SampleKey = seal): Promise<Uint8Array> {
  const p12 = await writePkcs12(key, [key.certificate, root.certificate], 'mật khẩu');
  const opened = expectOk(openPkcs12(p12, 'mật khẩu'));
  const prepared = await prepareForSigning(bytes, { signer: key.name, reason: 'Ban hành', at });
  const digest = signedParts(prepared)
    .reduce((sum, part) => sum.update(part), createHash('sha256'))
    .digest();
  return embedSignature(prepared, await signDigest(digest, opened.key, opened.chain))!;
}

describe('a signature on a PDF', () => {
  it('is found with who, when and by whom it is vouched for, and leaves the original untouched', async () => {
    for (const original of [await pdf(true), await pdf(false)]) {
      const bytes = await signed(original);
      expect(Buffer.from(bytes.subarray(0, original.length)).equals(original)).toBe(true);
      const [found, more] = await verifyPdf(bytes, roots, at);
      expect(more).toBeUndefined();
      expect(found).toMatchObject({
        signer: SIGNER,
        organization: SIGNER,
        issuer: 'Cơ quan chứng thực mẫu',
        reason: 'Ban hành',
        at,
        stamped: false,
        intact: true,
        after: 'nothing',
        trust: 'trusted',
      });
      expect(isSound(found!)).toBe(true);
    }
  });

  it('holds when another is added, and says so when anything else is', async () => {
    const first = await signed(await pdf());
    const both = await verifyPdf(await signed(first), roots, at);
    expect(both).toMatchObject([
      { intact: true, after: 'signed_again' },
      { intact: true, after: 'nothing' },
    ]);
    const changed = await PDFDocument.load(first, { forIncrementalUpdate: true });
    changed.getPage(0).drawRectangle({ x: 5, width: 5, height: 5 });
    expect(await verifyPdf(await changed.commit(), roots, at)).toMatchObject([
      { intact: true, after: 'changed' },
    ]);
    const altered = Buffer.from(first);
    altered[30]! ^= 1;
    const [broken] = await verifyPdf(altered, roots, at).catch(() => [{ intact: false }]);
    expect(broken).toMatchObject({ intact: false });
  });

  it('is not trusted without its root, nor outside the time of its certificate', async () => {
    const bytes = await signed(await pdf());
    expect(await verifyPdf(bytes, [], at)).toMatchObject([{ intact: true, trust: 'unknown_root' }]);
    const late = await makeSampleKey({ name: SIGNER, from: new Date('2027-01-01'), until, issuer: root });
    expect(await verifyPdf(await signed(await pdf(), late), roots, at)).toMatchObject([
      { trust: 'not_valid_then' },
    ]);
    // Whoever merely holds a certificate of the root cannot vouch for others.
    const forged = await makeSampleKey({ name: 'Kẻ giả mạo', from, until, issuer: seal });
    expect(await verifyPdf(await signed(await pdf(), forged), roots, at)).toMatchObject([
      { trust: 'unknown_root' },
    ]);
  });

  it('is read by pdfsig the same way, Vietnamese names included', async (context) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kc-sign-'));
    const file = path.join(folder, 'signed.pdf');
    writeFileSync(file, await signed(await pdf()));
    const said = await promisify(execFile)('pdfsig', ['-nocert', file]).catch(
      (error: NodeJS.ErrnoException & { stdout?: string }) => {
        if (error.code === 'ENOENT') context.skip('pdfsig is missing: install poppler-utils');
        return { stdout: error.stdout ?? '' };
      },
    );
    expect(said.stdout).toContain('Signature is Valid');
    expect(said.stdout).toContain(`Signer Certificate Common Name: ${SIGNER}`);
    expect(said.stdout).toContain('Total document signed');
    expect(said.stdout).toContain('ETSI.CAdES.detached');
  });
});

describe('the file of a key', () => {
  it('opens with its password only, and only if it is one', async () => {
    const p12 = await writePkcs12(seal, [root.certificate, seal.certificate], 'đúng');
    const opened = expectOk(openPkcs12(p12, 'đúng'));
    expect(opened.chain.map((one: X509Certificate) => one.fingerprint256)).toEqual([
      seal.certificate.fingerprint256,
      root.certificate.fingerprint256,
    ]);
    expect(openPkcs12(p12, 'sai')).toMatchObject({ refusal: { code: 'seal_password_is_wrong' } });
    expect(openPkcs12(Buffer.from('nothing'), 'x')).toMatchObject({
      refusal: { code: 'seal_file_is_broken' },
    });
    expect(openPkcs12(await writePkcs12(seal, [root.certificate], 'x'), 'x')).toMatchObject({
      refusal: { code: 'seal_without_certificate' },
    });
  });
});
