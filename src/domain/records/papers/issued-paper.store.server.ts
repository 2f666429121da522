import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Database, Tx } from '#platform/server';
import type { PaperPlace, RegisterFilter, VerifiedPaper } from './issued-paper.ts';

export interface IssuedPaper {
  readonly id: string;
  readonly kind: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly year: number;
  readonly series: string;
  readonly no: number;
  readonly sign: string;
  readonly issuedOn: LocalDate;
  readonly title: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly label: string };
  readonly code: string;
  readonly pdfDocument: string | null;
  readonly wordDocument: string;
  readonly templateId: string | null;
  readonly replaces: string | null;
  readonly issuedAt: Date;
  readonly cancelled: { readonly at: Date; readonly reason: string } | null;
}

type Row = Awaited<ReturnType<typeof rowsOfSubject>>[number];

const rowsOfSubject = (tx: Tx, province: string, subject: { kind: string; id: string }) =>
  tx
    .selectFrom('records.issued_paper')
    .selectAll()
    .where('province', '=', province)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .execute();

function paperOf(row: Row): IssuedPaper {
  return {
    ...{ id: row.id, kind: row.kind, unitId: row.unit_id, unitName: row.unit_name, year: row.year },
    ...{ series: row.series, no: row.no, sign: row.sign, issuedOn: localDate(row.issued_on) },
    ...{ title: row.title, code: row.code, issuedAt: row.issued_at, replaces: row.replaces },
    subject: { kind: row.subject_kind, id: row.subject_id, label: row.subject_label },
    ...{ pdfDocument: row.pdf_document, wordDocument: row.word_document, templateId: row.template_id },
    cancelled: row.cancelled_at === null ? null : { at: row.cancelled_at, reason: row.cancel_reason ?? '' },
  };
}

/** The papers issued for one thing, newest first. */
export async function papersOf(tx: Tx, province: string, subject: { kind: string; id: string }) {
  return (await rowsOfSubject(tx, province, subject)).map(paperOf);
}

export async function paperById(
  tx: Tx,
  province: string,
  id: string,
  lock?: 'lock',
): Promise<IssuedPaper | undefined> {
  const asked = tx
    .selectFrom('records.issued_paper')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id);
  const row = await (lock ? asked.forUpdate() : asked).executeTakeFirst();
  return row && paperOf(row);
}

export interface NewIssuedPaper {
  readonly id: string;
  readonly kind: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly year: number;
  readonly series: string;
  readonly no: number;
  readonly sign: string;
  readonly issuedOn: LocalDate;
  readonly title: string;
  readonly subject: { readonly kind: string; readonly id: string; readonly label: string };
  readonly content: object;
  readonly templateId: string | null;
  readonly code: string;
  readonly pdf: { readonly document: string; readonly hash: string } | null;
  readonly word: { readonly document: string; readonly hash: string };
  readonly replaces: string | null;
  readonly sample: boolean;
}

export async function insertIssuedPaper(tx: Tx, cx: Context, paper: NewIssuedPaper): Promise<void> {
  const { id, kind, year, series, no, sign, title, code, replaces, sample } = paper;
  await tx
    .insertInto('records.issued_paper')
    .values({
      province: cx.province,
      ...{ id, kind, year, series, no, sign, title, code, replaces, sample },
      ...{ unit_id: paper.unit.id, unit_name: paper.unit.name, issued_on: paper.issuedOn },
      ...{ subject_kind: paper.subject.kind, subject_id: paper.subject.id },
      subject_label: paper.subject.label,
      content: JSON.stringify(paper.content),
      template_id: paper.templateId,
      ...{ pdf_document: paper.pdf?.document ?? null, pdf_hash: paper.pdf?.hash ?? null },
      ...{ word_document: paper.word.document, word_hash: paper.word.hash },
      ...{ issued_by: cx.actor.accountId, issued_at: cx.now },
    })
    .execute();
}

export async function markCancelled(tx: Tx, cx: Context, id: string, reason: string): Promise<void> {
  await tx
    .updateTable('records.issued_paper')
    .set({ cancelled_at: cx.now, cancelled_by: cx.actor.accountId, cancel_reason: reason })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}

/** A page of a year's register, newest first; one more row than `take` says there is more. */
export async function readRegister(
  tx: Tx,
  province: string,
  filter: RegisterFilter,
  after: PaperPlace | null,
  take: number,
): Promise<{
  readonly rows: readonly IssuedPaper[];
  /** Those of them another paper took the place of. */
  readonly replaced: ReadonlySet<string>;
  readonly next: PaperPlace | null;
}> {
  const { rows } = await sql<Row>`
    select * from records.paper_register(${province}, ${filter.year}, ${filter.series}, ${filter.unit},
      ${filter.cancelled}, ${[...filter.words]}::text[], ${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid, ${take + 1})`.execute(
    tx,
  );
  const last = rows.length > take ? rows[take - 1] : undefined;
  const shown = rows.slice(0, take).map(paperOf);
  return {
    rows: shown,
    replaced: await replacedOf(tx, province, shown),
    next: last ? { at: last.issued_at.toISOString(), id: last.id } : null,
  };
}

async function replacedOf(
  tx: Tx,
  province: string,
  papers: readonly IssuedPaper[],
): Promise<ReadonlySet<string>> {
  if (papers.length === 0) return new Set();
  const rows = await tx
    .selectFrom('records.issued_paper')
    .select('replaces')
    .where('province', '=', province)
    .where((eb) => eb('replaces', '=', eb.fn.any(eb.val(papers.map(({ id }) => id)))))
    .execute();
  return new Set(rows.flatMap(({ replaces }) => replaces ?? []));
}

/** Years, abbreviations and units that have a register, for its filters. */
export async function registersOf(tx: Tx, province: string) {
  const { rows } = await sql<{ series: string; unit: string; year: number; last: number }>`
    select split_part(series, ':', 3) as series, split_part(series, ':', 2) as unit, year, last
    from records.number_register where province = ${province} and series like 'paper:%'
    order by year desc, series`.execute(tx);
  return rows;
}

/** Whoever holds the code is told this, in whatever province it was issued; undefined where nothing has this code. */
export async function paperByCode(db: Database, code: string): Promise<VerifiedPaper | undefined> {
  const { rows } = await sql<{
    kind: string;
    sign: string;
    issued_on: string;
    unit_name: string;
    pdf_hash: string | null;
    word_hash: string;
    cancelled_at: Date | null;
    replaced_by: string | null;
    replaced_on: string | null;
    sample: boolean;
  }>`select * from records.paper_by_code(${code})`.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  return {
    ...{ kind: row.kind, sign: row.sign, issuedOn: localDate(row.issued_on), unitName: row.unit_name },
    ...{ pdfHash: row.pdf_hash, wordHash: row.word_hash, cancelledAt: row.cancelled_at, sample: row.sample },
    replacedBy:
      row.replaced_by === null || row.replaced_on === null
        ? null
        : { sign: row.replaced_by, on: localDate(row.replaced_on) },
  };
}
