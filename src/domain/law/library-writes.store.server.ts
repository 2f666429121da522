import type { LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import type { ArticleInput } from './document.form.ts';
import type { RelationKind } from './document.ts';

/** Writes the library's rows. What an office wrote is marked, so that a shipped file never writes over it. */

export interface DocumentRow {
  readonly issuer: string;
  readonly title_vi: string;
  readonly title_en: string;
  readonly issued_on: LocalDate | null;
  readonly effective_on: LocalDate | null;
  readonly expired_on: LocalDate | null;
  readonly verification: string;
  readonly source_vi: string | null;
  readonly source_en: string | null;
}

/** One writer of the library at a time: it is small, and its rules look at more than one row. */
export async function lockLibrary(tx: Tx): Promise<void> {
  await tx.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(7_041_042)]).as('locked')).execute();
}

export async function insertLawDocument(
  tx: Tx,
  row: DocumentRow & { code: string; kind: string; province: string },
  now: Date,
): Promise<string> {
  const made = await tx
    .insertInto('law.document')
    .values({ ...row, changed_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}

export async function updateLawDocument(
  tx: Tx,
  code: string,
  row: Partial<DocumentRow>,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('law.document')
    .set({ ...row, changed_at: now })
    .where('code', '=', code)
    .execute();
}

/** Records a relation, or brings back one that was withdrawn; false where it stands already. */
export async function insertRelation(
  tx: Tx,
  relation: { from: string; kind: RelationKind; to: string; since: LocalDate | null },
): Promise<boolean> {
  const written = await tx
    .insertInto('law.document_relation')
    .values({
      document_code: relation.from,
      kind: relation.kind,
      other_code: relation.to,
      since: relation.since,
    })
    .onConflict((c) =>
      c
        .columns(['document_code', 'kind', 'other_code'])
        .doUpdateSet({ since: relation.since, withdrawn_at: null })
        .where('law.document_relation.withdrawn_at', 'is not', null),
    )
    .returning('document_code')
    .executeTakeFirst();
  return written !== undefined;
}

export async function withdrawRelation(
  tx: Tx,
  relation: { from: string; kind: RelationKind; to: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('law.document_relation')
    .set({ withdrawn_at: now })
    .where('document_code', '=', relation.from)
    .where('kind', '=', relation.kind)
    .where('other_code', '=', relation.to)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const articleRow = (input: ArticleInput) => ({
  article: input.article,
  clause: input.clause,
  point: input.point,
  title_vi: input.wordsVi,
  title_en: input.wordsEn ?? input.wordsVi,
  verification: input.checked,
});

/** Adds an article, or brings back the withdrawn one of that place. */
export async function insertArticle(tx: Tx, code: string, input: ArticleInput, now: Date): Promise<void> {
  const row = articleRow(input);
  await tx
    .insertInto('law.article')
    .values({ document_code: code, ...row, changed_at: now })
    .onConflict((c) =>
      c.constraint('article_stands_once').doUpdateSet({ ...row, changed_at: now, withdrawn_at: null }),
    )
    .execute();
}

export async function updateArticle(tx: Tx, id: string, input: ArticleInput, now: Date): Promise<void> {
  await tx
    .updateTable('law.article')
    .set({ ...articleRow(input), changed_at: now })
    .where('id', '=', id)
    .execute();
}

export async function withdrawArticle(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('law.article')
    .set({ withdrawn_at: now, changed_at: now })
    .where('id', '=', id)
    .execute();
}

export interface NewLibraryFile {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly body: string | null;
}

export async function insertLibraryFile(
  tx: Tx,
  file: NewLibraryFile,
  by: { readonly province: string; readonly accountId: string; readonly now: Date },
): Promise<void> {
  await tx
    .insertInto('law.document_file')
    .values({
      id: file.id,
      document_code: file.code,
      title: file.title,
      hash: file.hash,
      size: BigInt(file.size),
      media_type: file.mediaType,
      file_name: file.fileName,
      body: file.body,
      added_by: by.accountId,
      added_in: by.province,
      added_at: by.now,
    })
    .execute();
}

export async function withdrawLibraryFile(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('law.document_file').set({ withdrawn_at: now }).where('id', '=', id).execute();
}
