import {
  formatDate,
  formatRate,
  isId,
  newId,
  ok,
  refuse,
  refuseAll,
  todayIn,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, documentOf, recordEvent, type StoredFile } from '#records/server';
import { projectSubject } from '../project.store.server.ts';
import { estimateDraft, writeEstimateDraft } from './estimate.store.server.ts';
import { isExpired, lowestOf, sameLine, unitWithVat, type TakenPrice } from './quotation.ts';
import { MOST_QUOTATIONS, type QuotationInput } from './quotation.form.ts';
import { insertQuotation, quotedOf, removeQuotationRow, replaceTaken } from './quotation.store.server.ts';
import { openEstimate } from './open-estimate.server.ts';

/**
 * Enters a supplier's quotation for lines of a planned project's estimate. Refuses `quotation_ends_before_it_starts`,
 * `quotation_is_of_the_future`, `quotation_has_no_price`, `quotation_has_no_paper`, `quotation_is_there_already`,
 * `quotations_are_too_many`, each beside its field.
 */
export async function addQuotation(
  cx: Context,
  projectId: string,
  input: QuotationInput & { readonly file: StoredFile | null },
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const open = await openEstimate(tx, cx, projectId);
    if (!open.ok) return open;
    const { quotations } = await quotedOf(tx, cx.province, projectId);
    const prices = input.prices
      .filter((p) => p.unitPrice > 0n)
      .map(({ group, ...p }) => ({ ...p, group: group ?? '' }))
      .filter((p, i, all) => all.findIndex((other) => sameLine(other, p)) === i);
    const faults: Refusal[] = [];
    const fault = (code: string, field: string, params = {}) => faults.push({ code, params, field });
    if (input.issuedOn > todayIn(cx.now)) fault('quotation_is_of_the_future', 'issuedOn');
    if (input.validUntil !== null && input.validUntil < input.issuedOn)
      fault('quotation_ends_before_it_starts', 'validUntil');
    if (prices.length === 0) fault('quotation_has_no_price', 'prices.0.unitPrice');
    if (quotations.some((q) => q.supplier === input.supplier && q.number === input.number))
      fault('quotation_is_there_already', 'number', { supplier: input.supplier, number: input.number });
    if (quotations.length >= MOST_QUOTATIONS)
      fault('quotations_are_too_many', 'supplier', { most: MOST_QUOTATIONS });
    const there = input.file === null ? await paperOf(tx, cx, projectId, input.document) : null;
    if (input.file === null && there === null) fault('quotation_has_no_paper', 'paper');
    if (faults.length > 0) return refuseAll(faults);
    const documentId =
      there ??
      (await addDocument(tx, cx, {
        ...{ kind: 'quotation', title: `${input.supplier} ${input.number}`, number: input.number },
        ...{ issuedOn: input.issuedOn, subject: projectSubject(projectId), file: input.file },
      }));
    const id = newId(cx.now.getTime());
    const { supplier, number, issuedOn, validUntil } = input;
    await insertQuotation(tx, cx, projectId, {
      ...{ id, supplier, number, issuedOn, validUntil, documentId, prices },
    });
    await recordEvent(tx, cx, {
      kind: 'project.quotation_added',
      subject: projectSubject(projectId),
      after: { id, supplier, number, lines: prices.length },
    });
    return ok({ id });
  });
}

/** A paper of this very project that has a file. */
async function paperOf(tx: Tx, cx: Context, projectId: string, id: string | null): Promise<string | null> {
  const paper = id !== null && isId(id) ? await documentOf(tx, cx.province, id) : undefined;
  const own = paper?.subject_kind === 'project' && paper.subject_id === projectId;
  return own && paper.file_hash !== null ? id : null;
}

/** Takes a quotation away; it stays in the trail, and no line rests on it any more. Refuses `quotation_is_gone`. */
export async function removeQuotation(cx: Context, projectId: string, id: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const open = await openEstimate(tx, cx, projectId);
    if (!open.ok) return open;
    if (!isId(id) || !(await removeQuotationRow(tx, cx, projectId, id))) return refuse('quotation_is_gone');
    await recordEvent(tx, cx, {
      kind: 'project.quotation_removed',
      subject: projectSubject(projectId),
      before: { id },
    });
    return ok(undefined);
  });
}

/**
 * Puts the prices of the quotations named into the estimate being written, with their VAT and the paper as the basis, as
 * its next saved draft. `fields` is the draft as the page showed it. Refuses `estimate_changed_meanwhile`, and beside each
 * line `quotation_is_gone`, `quotation_has_expired`, `quotation_says_nothing_of_line`, `quotation_reason_is_missing`.
 */
export async function takePrices(
  cx: Context,
  projectId: string,
  input: {
    readonly revision: number;
    readonly fields: FormFields;
    readonly taken: readonly {
      group: string | null;
      label: string;
      quotation: string | null;
      reason: string | null;
    }[];
  },
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const open = await openEstimate(tx, cx, projectId);
    if (!open.ok) return open;
    const saved = await estimateDraft(tx, cx.province, projectId);
    if ((saved?.revision ?? 0) !== input.revision) return refuse('estimate_changed_meanwhile');
    const today = todayIn(cx.now);
    const { quotations } = await quotedOf(tx, cx.province, projectId);
    const fields: Record<string, string> = { ...(saved?.fields ?? input.fields) };
    const taken: TakenPrice[] = [];
    const faults: Refusal[] = [];
    for (const [i, { quotation: id, label, reason, ...row }] of input.taken.entries()) {
      if (id === null) continue;
      const line = { group: row.group ?? '', label };
      const fault = (code: string, name: string, params = {}) =>
        faults.push({ code, params, field: `taken.${i}.${name}` });
      const quotation = quotations.find((q) => q.id === id);
      const price = quotation?.prices.find((p) => sameLine(p, line));
      if (!quotation) fault('quotation_is_gone', 'quotation');
      else if (!price) fault('quotation_says_nothing_of_line', 'quotation', { supplier: quotation.supplier });
      else if (isExpired(quotation, today))
        fault('quotation_has_expired', 'quotation', { on: quotation.validUntil });
      else {
        const lowest = lowestOf(line, quotations, today)!;
        const isLowest = unitWithVat(price) <= unitWithVat(lowest.price);
        if (!isLowest && reason === null)
          fault('quotation_reason_is_missing', 'reason', { lowest: unitWithVat(lowest.price) });
        taken.push({ ...line, quotationId: id, reason });
        for (const at of linesNamed(fields, line)) {
          fields[`lines.${at}.unitPrice`] = String(price.unitPrice);
          fields[`lines.${at}.vat`] = formatRate(price.vat, 'vi').replace('%', '');
          fields[`lines.${at}.basis`] =
            `Báo giá ${quotation.number} ngày ${formatDate(quotation.issuedOn)}, ${quotation.supplier}`;
        }
      }
    }
    if (faults.length > 0) return refuseAll(faults);
    await replaceTaken(tx, cx, projectId, taken);
    if (!(await writeEstimateDraft(tx, cx, { projectId, fields, revision: input.revision })))
      return refuse('estimate_changed_meanwhile');
    await recordEvent(tx, cx, {
      kind: 'project.quotation_prices_taken',
      subject: projectSubject(projectId),
      after: { lines: taken.length },
    });
    return ok({ revision: input.revision + 1 });
  });
}

/** Rows of the draft that are the line, by their number in the form. */
function linesNamed(fields: FormFields, line: { group: string; label: string }): string[] {
  return Object.keys(fields).flatMap((name) => {
    const at = /^lines\.(\d{1,3})\.label$/.exec(name)?.[1];
    if (at === undefined || fields[name]!.trim() !== line.label) return [];
    return (fields[`lines.${at}.group`] ?? '').trim() === line.group ? [at] : [];
  });
}
