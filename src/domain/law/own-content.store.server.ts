import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { OwnContentChange } from './own-content.form.ts';

/** A content one province added to the catalogue. */
export interface OwnContent {
  readonly code: string;
  readonly group: number;
  readonly nameVi: string;
  readonly nameEn: string;
  /** Where the province said so. */
  readonly document: string;
  readonly article: string | null;
  /** How many norm sets have a level for it. */
  readonly sets: number;
}

/** After the catalogue of the whole country. */
const POSITION = 1000;

const columns = ({ group, nameVi, nameEn, document, article }: OwnContentChange) => ({
  group_number: group,
  name_vi: nameVi,
  name_en: nameEn,
  document_code: document,
  article,
});

export async function ownContents(tx: Tx, province: string): Promise<OwnContent[]> {
  const rows = await tx
    .selectFrom('law.content as c')
    .selectAll('c')
    .select((eb) =>
      eb
        .selectFrom('law.norm as n')
        .whereRef('n.content_code', '=', 'c.code')
        .select(eb.fn.countAll<string>().as('n'))
        .as('sets'),
    )
    .where('c.province', '=', province)
    .orderBy('c.code')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    group: row.group_number,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    document: row.document_code ?? '',
    article: row.article,
    sets: Number(row.sets),
  }));
}

/** Answers what events call it; undefined where the code is taken. */
export async function insertOwnContent(
  tx: Tx,
  cx: Context,
  code: string,
  content: OwnContentChange,
): Promise<string | undefined> {
  const who = { created_by: cx.actor.accountId, created_at: cx.now };
  const row = await tx
    .insertInto('law.content')
    .values({ code, province: cx.province, position: POSITION, ...columns(content), ...who })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** As above; undefined where the province has no such content of its own. What is in use the database refuses, `content_is_in_use`. */
export async function updateOwnContent(
  tx: Tx,
  province: string,
  code: string,
  content: OwnContentChange,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('law.content')
    .set(columns(content))
    .where('code', '=', code)
    .where('province', '=', province)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** As `updateOwnContent`. */
export async function deleteOwnContent(tx: Tx, province: string, code: string): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('law.content')
    .where('code', '=', code)
    .where('province', '=', province)
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}
