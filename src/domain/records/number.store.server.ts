import { sql } from 'kysely';
import type { Tx } from '#platform/server';

/**
 * Takes the next number of a series and year. Gapless and never twice: the register's row stays
 * locked until this transaction ends, and a rolled-back transaction gives its number back.
 */
export async function takeNumber(tx: Tx, province: string, series: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into records.number_register (province, series, year, last) values (${province}, ${series}, ${year}, 1)
    on conflict (province, series, year) do update set last = records.number_register.last + 1
    returning last`.execute(tx);
  return rows[0]!.last;
}
