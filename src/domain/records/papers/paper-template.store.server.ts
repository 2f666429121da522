import { localDate, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { StoredFile } from '../document.ts';

export interface PaperTemplate {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  /** Null: the standard template. */
  readonly file: { readonly hash: string; readonly name: string } | null;
  readonly note: string | null;
  readonly uploadedBy: { readonly id: string; readonly name: string };
  readonly uploadedAt: Date;
  readonly publishedBy: string | null;
  readonly validFrom: LocalDate | null;
  readonly state: 'waiting' | 'published' | 'dropped';
}

const templates = (tx: Tx, province: string) =>
  tx
    .selectFrom('records.paper_template as t')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 't.province').onRef('a.id', '=', 't.uploaded_by'),
    )
    .leftJoin('people.account as b', (j) =>
      j.onRef('b.province', '=', 't.province').onRef('b.id', '=', 't.published_by'),
    )
    .selectAll('t')
    .select(['a.name as uploaded_by_name', 'b.name as published_by_name'])
    .where('t.province', '=', province);

type Row = Awaited<ReturnType<ReturnType<typeof templates>['execute']>>[number];

const templateOf = (row: Row): PaperTemplate => ({
  ...{ id: row.id, kind: row.kind, version: row.version, note: row.note, uploadedAt: row.uploaded_at },
  file: row.file_hash === null ? null : { hash: row.file_hash, name: row.file_name ?? 'mau.docx' },
  uploadedBy: { id: row.uploaded_by, name: row.uploaded_by_name },
  publishedBy: row.published_by_name,
  validFrom: row.valid_from === null ? null : localDate(row.valid_from),
  state: row.published_at !== null ? 'published' : row.dropped_at !== null ? 'dropped' : 'waiting',
});

/** All versions of one kind, or of every kind, newest first. */
export async function templatesOf(
  tx: Tx,
  province: string,
  kind?: string,
): Promise<readonly PaperTemplate[]> {
  let asked = templates(tx, province);
  if (kind !== undefined) asked = asked.where('t.kind', '=', kind);
  return (await asked.orderBy('t.kind').orderBy('t.version', 'desc').limit(2000).execute()).map(templateOf);
}

export async function findTemplate(
  tx: Tx,
  province: string,
  id: string,
  lock?: 'lock',
): Promise<PaperTemplate | undefined> {
  const asked = templates(tx, province).where('t.id', '=', id);
  const row = await (lock ? asked.forUpdate('t') : asked).executeTakeFirst();
  return row && templateOf(row);
}

/** What a kind is set with on a day: the one valid from the latest day, of two the one published later; null: the standard one. */
export function templateInForce(all: readonly PaperTemplate[], on: LocalDate): PaperTemplate | null {
  const [first] = all
    .filter((one) => one.validFrom !== null && one.validFrom <= on)
    .toSorted((a, b) =>
      a.validFrom === b.validFrom ? b.version - a.version : a.validFrom! < b.validFrom! ? 1 : -1,
    );
  return first ?? null;
}

export async function insertTemplate(
  tx: Tx,
  cx: Context,
  input: { id: string; kind: string; file: StoredFile | null; note: string | null },
): Promise<void> {
  await tx
    .insertInto('records.paper_template')
    .values((eb) => ({
      ...{ province: cx.province, id: input.id, kind: input.kind, note: input.note },
      version: eb
        .selectFrom('records.paper_template')
        .where('province', '=', cx.province)
        .where('kind', '=', input.kind)
        .select((e) => e(e.fn.coalesce(e.fn.max('version'), e.lit(0)), '+', 1).as('version')),
      ...{ file_hash: input.file?.hash ?? null, file_name: input.file?.fileName ?? null },
      ...{ uploaded_by: cx.actor.accountId, uploaded_at: cx.now },
    }))
    .execute();
}

export async function updateTemplate(
  tx: Tx,
  province: string,
  id: string,
  set: {
    published_by?: string;
    published_at?: Date;
    valid_from?: LocalDate;
    dropped_at?: Date;
  },
): Promise<void> {
  await tx
    .updateTable('records.paper_template')
    .set(set)
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}
