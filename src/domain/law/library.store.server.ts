import { sql, type Kysely, type Selectable } from 'kysely';
import { foldText, isId, localDate, type LocalDate } from '#kernel';
import type { DB } from '#schema';
import type { Verification } from './citation.ts';
import {
  compareArticles,
  type Article,
  type LegalDocument,
  type LegalDocumentKind,
  type Relation,
  type RelationKind,
} from './document.ts';
import { documentAddress } from './document-number.ts';
import { textIn } from './stored.server.ts';

/** Reads the library. It belongs to no province, so a plain connection serves as well as a transaction. */

type Reader = Kysely<DB>;

const day = (stored: string | null): LocalDate | null => (stored === null ? null : localDate(stored));

function documentOf(row: Selectable<DB['law.document']>): LegalDocument {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as LegalDocumentKind,
    issuer: row.issuer,
    province: row.province,
    title: { vi: row.title_vi, en: row.title_en },
    issuedOn: day(row.issued_on),
    effectiveOn: day(row.effective_on),
    expiredOn: day(row.expired_on),
    verification: row.verification as Verification,
    source: textIn(row.source_vi, row.source_en),
  };
}

export interface Library {
  /** Newest first; those whose day of issue is unknown last. Sample documents are not among them. */
  readonly documents: readonly LegalDocument[];
  readonly relationsOf: (code: string) => readonly Relation[];
}

/** The whole library: some hundred documents, so that search and status are pure functions over it. */
export async function loadLibrary(db: Reader): Promise<Library> {
  const rows = await db
    .selectFrom('law.document')
    .selectAll()
    .where('kind', '<>', 'sample')
    .orderBy(sql`coalesce(issued_on, effective_on) desc nulls last`)
    .orderBy('code')
    .execute();
  const documents = rows.map(documentOf);
  const byCode = new Map(documents.map((document) => [document.code, document]));
  const stored = await db
    .selectFrom('law.document_relation')
    .selectAll()
    .where('withdrawn_at', 'is', null)
    .orderBy('kind')
    .orderBy('document_code')
    .orderBy('other_code')
    .execute();
  const relations = new Map<string, Relation[]>();
  const add = (
    code: string,
    otherCode: string,
    direction: Relation['direction'],
    row: (typeof stored)[number],
  ) => {
    const other = byCode.get(otherCode);
    if (other === undefined) return;
    const list = relations.get(code) ?? [];
    list.push({ kind: row.kind as RelationKind, direction, other, since: day(row.since) });
    relations.set(code, list);
  };
  for (const row of stored) {
    add(row.document_code, row.other_code, 'forth', row);
    add(row.other_code, row.document_code, 'back', row);
  }
  return { documents, relationsOf: (code) => relations.get(code) ?? [] };
}

/** The document of a code, sample documents too. */
export async function findDocument(db: Reader, code: string): Promise<LegalDocument | undefined> {
  const row = await db.selectFrom('law.document').selectAll().where('code', '=', code).executeTakeFirst();
  return row && documentOf(row);
}

export async function documentById(db: Reader, id: string): Promise<LegalDocument | undefined> {
  if (!isId(id)) return undefined;
  const row = await db.selectFrom('law.document').selectAll().where('id', '=', id).executeTakeFirst();
  return row && documentOf(row);
}

/** Every document of a number: the national one, or those of the provinces. */
export async function documentsNumbered(db: Reader, number: string): Promise<LegalDocument[]> {
  const rows = await db
    .selectFrom('law.document')
    .selectAll()
    .where((eb) =>
      eb.or([eb('code', '=', number), eb('code', '=', sql<string>`${number} || '@' || province`)]),
    )
    .orderBy('code')
    .execute();
  return rows.map(documentOf);
}

/**
 * The document at an address. A printed citation of a provincial document names no province: then those of
 * every province that has such a number come back.
 */
export async function documentsAt(db: Reader, slug: string): Promise<LegalDocument[]> {
  const address = sql<string>`regexp_replace(platform.fold(code), '[^a-z0-9]+', '-', 'g')`;
  const rows = await db
    .selectFrom('law.document')
    .selectAll()
    .where((eb) => eb.or([eb(address, '=', slug), eb(address, '=', sql<string>`${slug} || '-' || province`)]))
    .orderBy('code')
    .execute();
  const found = rows.map(documentOf);
  const exact = found.filter((document) => documentAddress(document.code) === `/law/${slug}`);
  return exact.length > 0 ? exact : found;
}

export async function articlesOf(db: Reader, code: string): Promise<Article[]> {
  const rows = await db
    .selectFrom('law.article')
    .selectAll()
    .where('document_code', '=', code)
    .where('withdrawn_at', 'is', null)
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      article: row.article,
      clause: row.clause,
      point: row.point,
      title: { vi: row.title_vi, en: row.title_en },
      verification: row.verification as Verification,
    }))
    .toSorted(compareArticles);
}

export interface LibraryFile {
  readonly id: string;
  readonly documentCode: string;
  readonly title: string;
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
  readonly fileName: string;
  /** Whether the words in it could be read and are searched. */
  readonly readable: boolean;
}

const fileColumns = ['id', 'document_code', 'title', 'hash', 'size', 'media_type', 'file_name'] as const;

function files(db: Reader) {
  return db
    .selectFrom('law.document_file')
    .select(fileColumns)
    .select((eb) => eb('body', 'is not', null).as('readable'))
    .where('withdrawn_at', 'is', null);
}

type FileRow = Awaited<ReturnType<ReturnType<typeof files>['execute']>>[number];

const fileOf = (row: FileRow): LibraryFile => ({
  id: row.id,
  documentCode: row.document_code,
  title: row.title,
  hash: row.hash,
  size: Number(row.size),
  mediaType: row.media_type,
  fileName: row.file_name,
  readable: Boolean(row.readable),
});

export async function filesOf(db: Reader, code: string): Promise<LibraryFile[]> {
  const rows = await files(db).where('document_code', '=', code).orderBy('added_at').orderBy('id').execute();
  return rows.map(fileOf);
}

export async function fileById(db: Reader, id: string): Promise<LibraryFile | undefined> {
  const row = await files(db).where('id', '=', id).executeTakeFirst();
  return row && fileOf(row);
}

/** Files whose words hold all words of the query, the best twenty, with the text to quote from. */
export async function searchFiles(db: Reader, query: string) {
  const words = foldText(query).trim();
  if (words.length < 2) return [];
  const asked = sql`plainto_tsquery('simple', ${words})`;
  const rows = await db
    .selectFrom('law.document_file')
    .select(['id', 'document_code', 'title', 'body'])
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`words @@ ${asked}`)
    .orderBy(sql`ts_rank(words, ${asked}) desc`)
    .orderBy('id')
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    documentCode: row.document_code,
    title: row.title,
    body: row.body ?? '',
  }));
}
