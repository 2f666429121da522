import type pg from 'pg';
import type { z } from 'zod';
import type { Tx } from '#platform/server';
import type { wishesFile } from './reference-file.server.ts';
import { upsert } from './reference.store.server.ts';
import type { WishBook } from './wish.ts';

export async function loadWishes(tx: Tx): Promise<WishBook> {
  const rows = await tx.selectFrom('law.wish').selectAll().orderBy('position').execute();
  return new Map(
    rows.map((row) => [
      row.content,
      {
        content: row.content,
        group: row.group_code,
        needs: { vi: row.needs_vi, en: row.needs_en },
        instead: row.instead,
      },
    ]),
  );
}

/** Writes the file as the schema's owner; what is in it no more is no wish any more. */
export async function writeWishes(client: pg.ClientBase, groups: z.output<typeof wishesFile>): Promise<void> {
  const rows = groups
    .flatMap(({ group, wishes }) => wishes.map((wish) => ({ group, ...wish })))
    .map(({ group, content, needs, instead }, position) => ({
      content,
      group_code: group,
      position,
      needs_vi: needs.vi,
      needs_en: needs.en,
      instead,
    }));
  await client.query('delete from law.wish where content <> all ($1)', [rows.map((row) => row.content)]);
  await upsert(client, 'law.wish', ['content'], rows);
}
