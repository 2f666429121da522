import { sql } from 'kysely';
import type { Marks, Tx } from '#platform/server';

/**
 * The marks of the counts of waits and of legs, and of the law with its calendar. Ask before reading what is to be kept:
 * what is read then is at least as new as its mark.
 */
export async function readMarks(tx: Tx, province: string): Promise<Marks> {
  const { rows } = await sql<{ what: 'waits' | 'legs' | 'law'; mark: string }>`/* prepared */
    select what, mark::text from platform.change_mark where province = ${province}
    union all select 'law', id::text from law.edition`.execute(tx);
  return new Map(rows.map(({ what, mark }) => [what, mark]));
}
