import type pg from 'pg';
import { queries, type Line } from './catalogue.ts';

/** Everything said about one table stands together, in this order. */
const OF_A_TABLE = ['tables', 'views', 'indexes', 'triggers', 'security', 'table_grants', 'comments'];
const BEFORE = ['extensions', 'schemas', 'collations', 'types', 'sequences'];
const AFTER = ['functions', 'function_grants'];

const HEADER = `-- The schema as the migrations leave it, read from the catalogue and written in a fixed order:
-- to review a change and to find one's way, not to load (constraints stand inside their tables).
-- Made by \`npm run db:snapshot\`; \`npm run check\` compares it.
`;

/**
 * The schemas of `db`, without PostgreSQL's own and the job queue's, as SQL text. The same text on
 * PostgreSQL 15 to 18 and whatever order things were made in.
 */
export async function dumpSchema(db: pg.Pool): Promise<string> {
  const client = await db.connect();
  try {
    // An empty path makes PostgreSQL write every name in full.
    await client.query(`begin read only; set local search_path = ''`);
    const schemas = await client.query<{ nspname: string }>(
      `select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'graphile_worker') order by nspname collate "C"`,
    );
    const names = schemas.rows.map((row) => row.nspname);
    const found = new Map<string, Line[]>();
    for (const [kind, query] of Object.entries(queries)) {
      const { rows } = await client.query<Line>(query, [names]);
      found.set(kind, rows);
    }
    await client.query('commit');
    return [
      HEADER,
      ...BEFORE.map((kind) => paragraphs(found, [kind])),
      paragraphs(found, OF_A_TABLE),
      paragraphs(found, AFTER),
    ]
      .filter((part) => part !== '')
      .join('\n');
  } finally {
    client.release();
  }
}

/** Texts of the given kinds, one paragraph a thing, things by name, texts of one kind by text. */
function paragraphs(found: ReadonlyMap<string, readonly Line[]>, kinds: readonly string[]): string {
  const byThing = new Map<string, string[]>();
  for (const kind of kinds) {
    const lines = [...(found.get(kind) ?? [])].sort((a, b) => (a.text < b.text ? -1 : 1));
    for (const { thing, text } of lines) byThing.set(thing, [...(byThing.get(thing) ?? []), text]);
  }
  const single = kinds.length === 1;
  const texts = [...byThing.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own.join('\n'));
  return texts.length === 0 ? '' : `${texts.join(single ? '\n' : '\n\n')}\n`;
}
