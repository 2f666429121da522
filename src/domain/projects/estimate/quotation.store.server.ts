import type { Dong, LocalDate, Rate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { LineName, Quotation, Quoted, TakenPrice } from './quotation.ts';

/** The quotations of a project in the order they came, their prices, and which of them lines took. */
export async function quotedOf(tx: Tx, province: string, projectId: string): Promise<Quoted> {
  const quotations = await tx
    .selectFrom('projects.quotation as q')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'q.province').onRef('a.id', '=', 'q.added_by'),
    )
    .select(['q.id', 'q.supplier', 'q.number', 'q.issued_on', 'q.valid_until', 'q.document_id', 'a.name'])
    .where('q.province', '=', province)
    .where('q.project_id', '=', projectId)
    .where('q.removed_at', 'is', null)
    .orderBy('q.added_at')
    .orderBy('q.id')
    .execute();
  if (quotations.length === 0) return { quotations: [], taken: [] };
  const prices = await tx
    .selectFrom('projects.quotation_price')
    .select(['quotation_id', 'line_group', 'line_label', 'unit_price', 'vat'])
    .where('province', '=', province)
    .where(
      'quotation_id',
      'in',
      quotations.map((q) => q.id),
    )
    .execute();
  const taken = await tx
    .selectFrom('projects.quotation_taken')
    .select(['line_group', 'line_label', 'quotation_id', 'reason'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .execute();
  const named = (row: { line_group: string; line_label: string }): LineName => ({
    group: row.line_group,
    label: row.line_label,
  });
  return {
    quotations: quotations.map((q) => ({
      ...{ id: q.id, supplier: q.supplier, number: q.number, documentId: q.document_id, addedBy: q.name },
      issuedOn: q.issued_on as LocalDate,
      validUntil: q.valid_until as LocalDate | null,
      prices: prices
        .filter((p) => p.quotation_id === q.id)
        .map((p) => ({ ...named(p), unitPrice: p.unit_price as Dong, vat: BigInt(p.vat) as Rate })),
    })),
    taken: taken.map((t) => ({ ...named(t), quotationId: t.quotation_id, reason: t.reason })),
  };
}

export async function insertQuotation(
  tx: Tx,
  cx: Context,
  projectId: string,
  quotation: Omit<Quotation, 'addedBy'>,
): Promise<void> {
  const { id, supplier, number, issuedOn, validUntil, documentId, prices } = quotation;
  await tx
    .insertInto('projects.quotation')
    .values({
      ...{ province: cx.province, id, project_id: projectId, document_id: documentId, supplier, number },
      ...{ issued_on: issuedOn, valid_until: validUntil, added_by: cx.actor.accountId, added_at: cx.now },
    })
    .execute();
  await tx
    .insertInto('projects.quotation_price')
    .values(
      prices.map((p) => ({
        ...{ province: cx.province, quotation_id: id, line_group: p.group, line_label: p.label },
        ...{ unit_price: p.unitPrice, vat: Number(p.vat) },
      })),
    )
    .execute();
}

/** Answers whether it was there to be taken away; lines that had taken its price take none. */
export async function removeQuotationRow(tx: Tx, cx: Context, projectId: string, id: string) {
  const done = await tx
    .updateTable('projects.quotation')
    .set({ removed_by: cx.actor.accountId, removed_at: cx.now })
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  await tx
    .deleteFrom('projects.quotation_taken')
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('quotation_id', '=', id)
    .execute();
  return done.numUpdatedRows === 1n;
}

/** In the place of all that lines took before. */
export async function replaceTaken(tx: Tx, cx: Context, projectId: string, taken: readonly TakenPrice[]) {
  await tx
    .deleteFrom('projects.quotation_taken')
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .execute();
  if (taken.length === 0) return;
  await tx
    .insertInto('projects.quotation_taken')
    .values(
      taken.map((t) => ({
        ...{ province: cx.province, project_id: projectId, line_group: t.group, line_label: t.label },
        ...{ quotation_id: t.quotationId, reason: t.reason },
        ...{ taken_by: cx.actor.accountId, taken_at: cx.now },
      })),
    )
    .execute();
}
