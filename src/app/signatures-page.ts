import { error, redirect } from '@sveltejs/kit';
import type { Locale } from '#kernel';
import { m } from '#messages';
import { readAuthSecret, type Context } from '#people/server';
import { inProvince } from '#platform/server';
import { maySign, mayUseSeal } from '#records';
import {
  beginSigning,
  checkSignatures,
  finishSigning,
  listSeals,
  signingsOf,
  signWithSeal,
} from '#records/server';
import { failWith, fileField, textFields } from './answer.ts';
import { runtime } from './runtime.ts';
import { askTimeStamp } from './time-stamp.ts';
import { seenDocument } from './web/seen-document.ts';

/** A paper the actor sees, or no such page. */
async function paperFor(cx: Context, id: string) {
  const paper = await inProvince(cx, (tx) => seenDocument(tx, cx, id));
  if (!paper || paper.scan_finding) error(404, 'Not found');
  return paper;
}

export async function loadSignatures(cx: Context, id: string) {
  const paper = await paperFor(cx, id);
  const checked = await checkSignatures(cx, runtime().files, paper);
  const { seals, signings } = await inProvince(cx, async (tx) => ({
    seals: await listSeals(tx, cx.province),
    signings: await signingsOf(tx, cx.province, id),
  }));
  const isPdf = paper.media_type === 'application/pdf';
  const usable = seals.filter(
    (seal) =>
      seal.withdrawnAt === null && seal.validUntil > cx.now && mayUseSeal(cx.actor, seal.unitId) && isPdf,
  );
  return {
    paper: { id, title: paper.title, fileName: paper.file_name, hash: paper.file_hash, isPdf },
    project: paper.subject_kind === 'project' ? paper.subject_id : null,
    checked: checked.ok ? checked.value : null,
    seals: usable.filter((seal) => !signings.some((one) => one.seal_id === seal.id)),
    signed: signings.flatMap((one) =>
      one.signed_document_id && one.done_at
        ? [{ id: one.signed_document_id, signer: one.signer ?? '', at: one.done_at }]
        : [],
    ),
    waiting: signings
      .filter((one) => one.done_at === null && one.begun_by === cx.actor.accountId)
      .map(({ id: signing, digest, begun_at: at }) => ({ id: signing, digest: digest ?? '', at })),
    maySign: isPdf && maySign(cx.actor),
  };
}

export async function signFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const paper = await paperFor(cx, id);
  const fields = textFields(await request.formData());
  const { settings, files: disk } = runtime();
  const stamp = settings.tsaUrl === undefined ? undefined : askTimeStamp(settings.tsaUrl);
  const tools = { disk, secret: readAuthSecret(settings), stamp };
  const reason = reasonFrom(fields);
  const done = await signWithSeal(cx, tools, { paper, sealId: fields['seal'] ?? '', reason });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/documents/${done.value.documentId}/signatures`);
}

export async function beginFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const paper = await paperFor(cx, id);
  const fields = textFields(await request.formData());
  const begun = await beginSigning(cx, runtime().files, paper, reasonFrom(fields));
  if (!begun.ok) return failWith(begun.refusal, fields, locale);
  redirect(303, `/documents/${id}/signatures#outside`);
}

export async function finishFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const paper = await paperFor(cx, id);
  const data = await request.formData();
  const fields = textFields(data);
  const upload = await fileField(data, 'cms');
  const given = { paper, signingId: fields['signing'] ?? '', cms: upload?.bytes ?? new Uint8Array() };
  const done = await finishSigning(cx, runtime().files, given);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/documents/${done.value.documentId}/signatures`);
}

const reasonFrom = (fields: Readonly<Record<string, string>>): string =>
  (fields['reason'] ?? '').trim().slice(0, 200) || m.files_reason_usual();
