import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, expect, it } from 'vitest';
import { expectOk, newId, ok, type Result } from '#kernel';
import { inProvince, transact } from '#platform/server';
import {
  addDocument,
  addSeal,
  addTrustRoot,
  beginSigning,
  checkSignatures,
  documentOf,
  finishSigning,
  openDisk,
  signWithSeal,
  storeFile,
  withdrawKept,
} from '#records/server';
import { cast, testDatabase, type Cast } from '#testing';
import { signDigest } from './cms.server.ts';
import { openPkcs12 } from './pkcs12.server.ts';
import { makeSampleKey, writePkcs12 } from './sample-seal.server.ts';

const secret = 'a secret of thirty-two letters at least';
const disk = openDisk(mkdtempSync(path.join(os.tmpdir(), 'kc-seal-')));
const tools = { disk, secret };
let people: Cast;
let sealId: string;
let p12: Buffer;
let root: Awaited<ReturnType<typeof makeSampleKey>>;

const refusedWith = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);

beforeAll(async () => {
  people = await cast((await testDatabase()).db);
  const times = { from: new Date(people.now.getTime() - 1e9), until: new Date(people.now.getTime() + 1e10) };
  root = await makeSampleKey({ name: 'Cơ quan chứng thực mẫu', ...times });
  const key = await makeSampleKey({ name: 'Trung tâm Khuyến công', issuer: root, ...times });
  p12 = await writePkcs12(key, [key.certificate, root.certificate], 'mật khẩu');
  const seal = { unitId: people.units.centre, file: p12, password: 'mật khẩu' };
  expect(refusedWith(await addSeal(people.centreDirector, secret, seal))).toBe('not_permitted');
  expect(refusedWith(await addSeal(people.administrator, secret, { ...seal, password: '' }))).toBe(
    'seal_password_is_wrong',
  );
  sealId = expectOk(await addSeal(people.administrator, secret, seal)).id;
});

async function paper() {
  const document = await PDFDocument.create();
  document.addPage();
  document.setTitle(String(Math.random()));
  const file = expectOk(
    await storeFile(disk, people.province, { name: 'quyet-dinh.pdf', bytes: await document.save() }),
  );
  const cx = people.centreOfficer;
  const subject = { kind: 'project', id: newId(cx.now.getTime()) };
  const added = await transact(cx, async (tx) =>
    ok(await addDocument(tx, cx, { kind: 'plan_decision', title: 'Quyết định', subject, file })),
  );
  return found(expectOk(added));
}

const found = async (id: string) =>
  (await inProvince(people.centreOfficer, (tx) => documentOf(tx, people.province, id)))!;

it('a unit’s seal is put on a document by its own officers only, once, and is told in the trail', async () => {
  const one = await paper();
  const asked = { paper: one, sealId, reason: 'Ban hành' };
  expect(refusedWith(await signWithSeal(people.departmentLeader, tools, asked))).toBe('seal_not_permitted');
  expect(refusedWith(await signWithSeal(people.administrator, tools, asked))).toBe('seal_not_permitted');
  const other = { disk, secret: 'another secret of thirty-two letters' };
  expect(refusedWith(await signWithSeal(people.centreDirector, other, asked))).toBe('seal_is_locked');
  const both = await Promise.all(
    [people.centreDirector, people.centreOfficer].map((cx) => signWithSeal(cx, tools, asked)),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'seal_is_on_it' } });
  const { documentId } = expectOk(both.find(({ ok }) => ok)!);
  const signed = await found(documentId);
  expect(signed).toMatchObject({
    title: 'Quyết định',
    kind: 'plan_decision',
    file_name: 'quyet-dinh-da-ky.pdf',
  });
  const events = await inProvince(people.centreOfficer, (tx) =>
    tx
      .selectFrom('records.event')
      .select(['kind', 'after'])
      .where('subject_id', '=', one.subject_id)
      .where('kind', '=', 'document.signed')
      .execute(),
  );
  expect(events).toMatchObject([{ after: { documentId, signer: 'Trung tâm Khuyến công', seal: sealId } }]);

  const check = async () => expectOk(await checkSignatures(people.centreOfficer, disk, signed));
  expect(await check()).toMatchObject([{ intact: true, trust: 'unknown_root' }]);
  expectOk(await addTrustRoot(people.administrator, root.certificate.raw));
  expect(await check()).toMatchObject([
    { signer: 'Trung tâm Khuyến công', intact: true, trust: 'trusted', after: 'nothing' },
  ]);
  expect(refusedWith(await addTrustRoot(people.administrator, Buffer.from('x')))).toBe(
    'root_is_no_certificate',
  );
});

it('a token outside signs the digest, and only a signature over that digest is taken, once', async () => {
  const one = await paper();
  const cx = people.departmentLeader;
  const begun = expectOk(await beginSigning(cx, disk, one, 'Phê duyệt'));
  const { key, chain } = expectOk(openPkcs12(p12, 'mật khẩu'));
  const sign = (digest: string) => signDigest(Buffer.from(digest, 'hex'), key, chain);
  const finish = (cms: Uint8Array, by = cx) =>
    finishSigning(by, disk, { paper: one, signingId: begun.id, cms });
  expect(refusedWith(await finish(Buffer.from('no signature')))).toBe('signature_is_none');
  expect(refusedWith(await finish(await sign('00'.repeat(32))))).toBe('signature_does_not_fit');
  const cms = await sign(begun.digest);
  expect(refusedWith(await finish(cms, people.centreDirector))).toBe('not_permitted');
  const pem = Buffer.from(`-----BEGIN CMS-----\n${cms.toString('base64')}\n-----END CMS-----\n`);
  const { documentId } = expectOk(await finish(pem));
  expect(await checkSignatures(cx, disk, await found(documentId))).toMatchObject({
    value: [{ intact: true, reason: 'Phê duyệt' }],
  });
  expect(refusedWith(await finish(cms))).toBe('signed_meanwhile');
});

it('a seal that was withdrawn signs no more', async () => {
  expect(refusedWith(await withdrawKept(people.centreDirector, 'seal', sealId))).toBe('not_permitted');
  expectOk(await withdrawKept(people.administrator, 'seal', sealId));
  const asked = { paper: await paper(), sealId, reason: 'x' };
  expect(refusedWith(await signWithSeal(people.centreDirector, tools, asked))).toBe('seal_is_over');
  expect(refusedWith(await withdrawKept(people.administrator, 'seal', sealId))).toBe('seal_not_found');
});
