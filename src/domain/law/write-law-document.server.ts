import { ok, refuse, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import type { LawDocumentCorrection, NewLawDocument } from './document.form.ts';
import { readDocumentNumber } from './document-number.ts';
import { mayLibrary } from './document.policy.ts';
import { checkDocumentDates, kindsOfNumber, levelOf, type LegalDocument } from './document.ts';
import { documentToChange, recordOnDocument } from './find-in-library.server.ts';
import { findDocument } from './library.store.server.ts';
import {
  insertLawDocument,
  lockLibrary,
  updateLawDocument,
  type DocumentRow,
} from './library-writes.store.server.ts';

/** Adds a document of the actor's province: a resolution, a decision, a plan. */
export async function addLawDocument(
  cx: Context,
  input: NewLawDocument,
): Promise<Result<{ readonly id: string; readonly code: string }>> {
  return transact(cx, async (tx) => {
    await lockLibrary(tx);
    const permitted = permit(mayLibrary(cx.actor, 'add', null));
    if (!permitted.ok) return permitted;

    const number = readDocumentNumber(input.number);
    if (!number.ok) return { ok: false, refusal: { ...number.refusal, field: 'number' } };
    const { province } = cx;
    const code = `${number.value}@${province}`;
    const national = (await findDocument(tx, number.value)) !== undefined || isNational(number.value);
    if (national) return refuse('document_is_national', { document: number.value }, 'number');
    if ((await findDocument(tx, code)) !== undefined)
      return refuse('document_number_is_taken', { document: code }, 'number');
    if (!kindsOfNumber(code).includes(input.kind))
      return refuse('document_kind_does_not_fit', { document: code }, 'kind');
    const row = rowOf(input);
    if (!row.ok) return row;

    const id = await insertLawDocument(tx, { ...row.value, code, kind: input.kind, province }, cx.now);
    await recordOnDocument(tx, cx, { id, code }, 'added', { after: { kind: input.kind, ...row.value } });
    return ok({ id, code });
  });
}

/** Sets right what is said of a document: its dates, its words, how far it was checked. */
export async function correctLawDocument(
  cx: Context,
  id: string,
  input: LawDocumentCorrection,
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const document = found.value;

    const row = rowOf(input);
    if (!row.ok) return row;
    const before = rowOfDocument(document);
    const changed = (Object.keys(before) as (keyof DocumentRow)[]).filter(
      (name) => before[name] !== row.value[name],
    );
    if (changed.length === 0) return refuse('nothing_changed');

    await updateLawDocument(tx, document.code, row.value, cx.now);
    const only = (of: DocumentRow) => Object.fromEntries(changed.map((name) => [name, of[name]]));
    const { reason } = input;
    await recordOnDocument(tx, cx, document, 'corrected', {
      before: only(before),
      after: only(row.value),
      reason,
    });
    return ok(document);
  });
}

/** A number whose issuer is no authority of a province. */
function isNational(number: string): boolean {
  return (
    levelOf({ code: number, province: null }) === 'government' || /-(BCT|BTC|QH\d*|B[A-Z]{2,4})$/.test(number)
  );
}

function rowOf(input: Omit<LawDocumentCorrection, 'reason'>): Result<DocumentRow> {
  const wrong = checkDocumentDates(input);
  if (wrong !== null) {
    const field = wrong === 'document_effect_before_issue' ? 'effectiveOn' : 'expiredOn';
    return refuse(wrong, {}, field);
  }
  return ok({
    issuer: input.issuer,
    title_vi: input.titleVi,
    title_en: input.titleEn ?? input.titleVi,
    issued_on: input.issuedOn,
    effective_on: input.effectiveOn,
    expired_on: input.expiredOn,
    verification: input.verification,
    source_vi: input.source,
    source_en: input.source,
  });
}

function rowOfDocument(document: LegalDocument): DocumentRow {
  return {
    issuer: document.issuer,
    title_vi: document.title.vi,
    title_en: document.title.en,
    issued_on: document.issuedOn,
    effective_on: document.effectiveOn,
    expired_on: document.expiredOn,
    verification: document.verification,
    source_vi: document.source?.vi ?? null,
    source_en: document.source?.en ?? null,
  };
}
