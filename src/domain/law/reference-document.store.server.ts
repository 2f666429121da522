import type pg from 'pg';
import type { z } from 'zod';
import type { articlesFile, documentsFile } from './reference-file.server.ts';

/**
 * Writes the shipped documents and articles, as the schema's owner. What an office has changed since is
 * the office's: such rows, relations and withdrawals stay as they are.
 */

type Client = pg.ClientBase;

/** `table` filled from JSON rows; a row that is there already and was changed by an office is left alone. */
async function write(
  client: Client,
  table: string,
  keys: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
  unless: string | null,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const changed = columns.filter((c) => !keys.includes(c)).map((c) => `${c} = excluded.${c}`);
  const onConflict = unless === null ? 'nothing' : `update set ${changed.join(', ')} where ${unless}`;
  await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1)
     on conflict (${keys.join(', ')}) do ${onConflict}`,
    [JSON.stringify(rows)],
  );
}

export async function writeDocuments(
  client: Client,
  documents: z.output<typeof documentsFile>,
): Promise<void> {
  const rows = documents.map((d) => ({
    code: d.code,
    kind: d.kind,
    issuer: d.issuer,
    province: d.province ?? null,
    title_vi: d.title.vi,
    title_en: d.title.en,
    issued_on: d.issued ?? null,
    effective_on: d.effective ?? null,
    expired_on: d.expired ?? null,
    verification: d.verification,
    source_vi: d.source?.vi ?? null,
    source_en: d.source?.en ?? null,
  }));
  await write(client, 'law.document', ['code'], rows, 'document.changed_at is null');
  const relations = documents.flatMap((d) =>
    Object.entries(d.relations).flatMap(([kind, others]) =>
      others.map((other) => ({ document_code: d.code, kind, other_code: other })),
    ),
  );
  await write(client, 'law.document_relation', ['document_code', 'kind', 'other_code'], relations, null);
}

export async function writeArticles(
  client: Client,
  byDocument: z.output<typeof articlesFile>,
): Promise<void> {
  const rows = Object.entries(byDocument).flatMap(([code, articles]) =>
    articles.map(({ at, vi, en, verification }) => {
      const [article, clause, point] = at.split(' ');
      return {
        document_code: code,
        article,
        clause: clause ?? null,
        point: point ?? null,
        title_vi: vi,
        title_en: en,
        verification,
      };
    }),
  );
  const keys = ['document_code', 'article', 'clause', 'point'];
  await write(client, 'law.article', keys, rows, 'article.changed_at is null');
}
