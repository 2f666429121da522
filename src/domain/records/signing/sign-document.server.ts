import { createHash, X509Certificate } from 'node:crypto';
import { isId, newId, ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, transact, type Tx } from '#platform/server';
import { addDocument, storeFile } from '../add-document.server.ts';
import type { DocumentKind, StoredFile } from '../document.ts';
import { type documentOf } from '../document.store.server.ts';
import { recordEvent } from '../event.store.server.ts';
import { keyOf, type Disk } from '../file-disk.server.ts';
import { askReader } from '../files/look-into.server.ts';
import { readSignature, signDigest, type Stamp } from './cms.server.ts';
import { unlockKey } from './seal-box.server.ts';
import { maySign, mayUseSeal } from './seal.policy.ts';
import { embedSignature, signedParts, type Prepared } from './signed-pdf.server.ts';
import { listRoots, sealKeyOf, waitingSigning } from './signing.store.server.ts';
import { namesIn } from './verify-pdf.server.ts';
import type { CheckedSignature } from './signature.ts';

type Paper = NonNullable<Awaited<ReturnType<typeof documentOf>>>;

/** What signing needs beside the actor: where files lie, the secret that opens seals, a time-stamping authority. */
export interface SigningTools {
  readonly disk: Disk;
  readonly secret: string;
  readonly stamp?: Stamp | undefined;
}

/**
 * Puts a unit's seal on a stored PDF: a new document beside the old one, which stays as it is. Whoever calls has made
 * sure that the actor sees the document. Refuses `seal_not_permitted`, `seal_is_over`, `seal_is_locked`,
 * `only_pdf_is_signed`, `file_is_missing`, `seal_is_on_it`, `time_stamp_failed`.
 */
export async function signWithSeal(
  cx: Context,
  tools: SigningTools,
  input: { readonly paper: Paper; readonly sealId: string; readonly reason: string },
): Promise<Result<{ readonly documentId: string }>> {
  const { paper } = input;
  const seal = isId(input.sealId)
    ? await inProvince(cx, (tx) => sealKeyOf(tx, cx.province, input.sealId))
    : undefined;
  if (!seal || !mayUseSeal(cx.actor, seal.unit_id)) return refuse('seal_not_permitted', {}, 'seal');
  if (seal.withdrawn_at !== null || seal.valid_until <= cx.now || seal.valid_from > cx.now)
    return refuse('seal_is_over', { until: seal.valid_until.toISOString().slice(0, 10) }, 'seal');
  const key = unlockKey(seal.locked_key, tools.secret, { province: cx.province, id: seal.id });
  if (key === null) return refuse('seal_is_locked', {}, 'seal');
  const prepared = await prepare(cx, tools.disk, paper, seal.name, input.reason);
  if (!prepared.ok) return prepared;
  const chain = seal.certificates.map((one) => new X509Certificate(one));
  let cms: Buffer;
  try {
    cms = await signDigest(digestOf(prepared.value), key, chain, tools.stamp);
  } catch (error) {
    if (!tools.stamp) throw error;
    return refuse('time_stamp_failed');
  }
  const stored = await store(cx, tools.disk, paper, prepared.value, cms);
  if (!stored.ok) return stored;
  return transact(cx, async (tx) => {
    const documentId = await addSigned(tx, cx, paper, stored.value);
    const { numInsertedOrUpdatedRows: made } = await tx
      .insertInto('records.signing')
      .values({
        province: cx.province,
        id: newId(cx.now.getTime()),
        document_id: paper.id,
        seal_id: seal.id,
        signed_document_id: documentId,
        signer: seal.name,
        begun_by: cx.actor.accountId,
        begun_at: cx.now,
        done_at: cx.now,
      })
      .onConflict((c) =>
        c.columns(['province', 'document_id', 'seal_id']).where('seal_id', 'is not', null).doNothing(),
      )
      .executeTakeFirstOrThrow();
    if (made !== 1n) return refuse('seal_is_on_it');
    await noteSigned(tx, cx, paper, { documentId, signer: seal.name, seal: seal.id, reason: input.reason });
    return ok({ documentId });
  });
}

/** Asks for a signature from outside: answers the digest (SHA-256) a token or a remote service is to sign. */
export async function beginSigning(
  cx: Context,
  disk: Disk,
  paper: Paper,
  reason: string,
): Promise<Result<{ readonly id: string; readonly digest: string }>> {
  if (!maySign(cx.actor)) return refuse('not_permitted');
  const prepared = await prepare(cx, disk, paper, cx.actor.name, reason);
  if (!prepared.ok) return prepared;
  const { bytes, hole } = prepared.value;
  const hash = createHash('sha256').update(bytes).digest('hex');
  await disk.put(keyOf(cx.province, hash), bytes);
  const id = newId(cx.now.getTime());
  const digest = digestOf(prepared.value).toString('hex');
  await transact(cx, async (tx) => {
    await tx
      .insertInto('records.signing')
      .values({
        province: cx.province,
        id,
        document_id: paper.id,
        prepared_hash: hash,
        hole_start: hole[0],
        hole_end: hole[1],
        digest,
        begun_by: cx.actor.accountId,
        begun_at: cx.now,
      })
      .execute();
    await recordEvent(tx, cx, {
      kind: 'document.signing_begun',
      subject: { kind: paper.subject_kind, id: paper.subject_id },
      after: { document: paper.id, digest },
      reason,
    });
    return ok(undefined);
  });
  return ok({ id, digest });
}

/**
 * Takes the signature that came back (CMS, detached, with its certificate), checks that it is one over this digest, and
 * puts it into its place. Refuses `signature_is_none`, `signature_does_not_fit`, `signature_is_too_large`,
 * `signing_not_found`, `signed_meanwhile`.
 */
export async function finishSigning(
  cx: Context,
  disk: Disk,
  input: { readonly paper: Paper; readonly signingId: string; readonly cms: Uint8Array },
): Promise<Result<{ readonly documentId: string }>> {
  const { paper } = input;
  if (!maySign(cx.actor)) return refuse('not_permitted');
  if (!isId(input.signingId)) return refuse('signing_not_found');
  return transact(cx, async (tx) => {
    const signing = await waitingSigning(tx, cx.province, input.signingId);
    if (signing?.document_id !== paper.id) return refuse('signing_not_found');
    if (signing.begun_by !== cx.actor.accountId) return refuse('not_permitted');
    if (signing.done_at !== null) return refuse('signed_meanwhile');
    const bytes = await disk.getBytes(keyOf(cx.province, signing.prepared_hash!));
    const prepared: Prepared = { bytes, hole: [signing.hole_start!, signing.hole_end!] };
    const cms = cmsIn(input.cms);
    let read: ReturnType<typeof readSignature>;
    try {
      read = readSignature(cms, signedParts(prepared));
    } catch {
      return refuse('signature_is_none', {}, 'cms');
    }
    if (!read.intact) return refuse('signature_does_not_fit', {}, 'cms');
    const stored = await store(cx, disk, paper, prepared, cms);
    if (!stored.ok) return stored;
    const documentId = await addSigned(tx, cx, paper, stored.value);
    const signer = namesIn(read.certificate.subject)['CN'] ?? read.certificate.subject;
    await tx
      .updateTable('records.signing')
      .set({ signed_document_id: documentId, signer, done_at: cx.now })
      .where('province', '=', cx.province)
      .where('id', '=', signing.id)
      .execute();
    await noteSigned(tx, cx, paper, { documentId, signer, serial: read.certificate.serialNumber });
    return ok({ documentId });
  });
}

/** DER as it is, PEM or base64 unpacked. */
function cmsIn(file: Uint8Array): Uint8Array {
  if (file[0] === 0x30) return file;
  const text = Buffer.from(file)
    .toString('latin1')
    .replace(/-----[^-]+-----/g, '');
  return Buffer.from(text, 'base64');
}

/** Checks a document's signatures as they stand today, by the authorities the province trusts. */
export async function checkSignatures(
  cx: Context,
  disk: Disk,
  paper: Paper,
): Promise<Result<readonly CheckedSignature[]>> {
  if (paper.media_type !== 'application/pdf') return ok([]);
  const roots = await inProvince(cx, (tx) => listRoots(tx, cx.province));
  const key = keyOf(cx.province, paper.file_hash!);
  if (!(await disk.exists(key))) return refuse('file_is_missing');
  const bytes = await disk.getBytes(key);
  return askReader('verify', { bytes, roots: roots.map(({ certificate }) => certificate), now: cx.now });
}

async function prepare(cx: Context, disk: Disk, paper: Paper, signer: string, reason: string) {
  if (paper.media_type !== 'application/pdf' || paper.file_hash === null) return refuse('only_pdf_is_signed');
  const key = keyOf(cx.province, paper.file_hash);
  if (!(await disk.exists(key))) return refuse('file_is_missing');
  const bytes = await disk.getBytes(key);
  return askReader('prepare', { bytes, placed: { signer, reason, at: cx.now } });
}

const digestOf = (prepared: Prepared): Buffer =>
  signedParts(prepared)
    .reduce((sum, part) => sum.update(part), createHash('sha256'))
    .digest();

async function store(
  cx: Context,
  disk: Disk,
  paper: Paper,
  prepared: Prepared,
  cms: Uint8Array,
): Promise<Result<StoredFile>> {
  const bytes = embedSignature(prepared, cms);
  if (bytes === null) return refuse('signature_is_too_large', {}, 'cms');
  const name = (paper.file_name ?? 'van-ban').replace(/(-da-ky)?\.pdf$/i, '');
  return storeFile(disk, cx.province, { name: `${name}-da-ky.pdf`, bytes });
}

const addSigned = (tx: Tx, cx: Context, paper: Paper, file: StoredFile) =>
  addDocument(tx, cx, {
    kind: paper.kind as DocumentKind,
    title: paper.title,
    number: paper.number,
    issuedOn: paper.issued_on,
    subject: { kind: paper.subject_kind, id: paper.subject_id },
    file,
  });

/** On whose behalf, where somebody stands in for another, the transaction writes itself. */
const noteSigned = (tx: Tx, cx: Context, paper: Paper, after: Readonly<Record<string, string>>) =>
  recordEvent(tx, cx, {
    kind: 'document.signed',
    subject: { kind: paper.subject_kind, id: paper.subject_id },
    before: { document: paper.id, hash: paper.file_hash },
    after,
  });
