import { inSnapshot, type Scope, type Tx } from '#platform/server';
import { sql } from 'kysely';

/** Rows read at once: a few megabytes, whatever the ledger's size. */
const BATCH = 2_000;

interface Line {
  readonly posting_id: string;
  readonly posted_on: string;
  readonly reason: string | null;
  readonly kind: string;
  readonly book_id: string;
  readonly from_station: string;
  readonly from_holder: string;
  readonly to_station: string;
  readonly to_holder: string;
  readonly amount: string;
}

/**
 * Writes one province's ledger as a journal for hledger (https://hledger.org), a program we did not
 * write, so that anybody can recompute our balances. One entry a posting; accounts are
 * `province:book:station[:project]`; money arrives positive and leaves negative, as our balances do.
 * `write` is awaited, so a slow reader holds us back instead of filling the memory.
 */
export async function exportJournal(scope: Scope, write: (text: string) => Promise<void>): Promise<number> {
  return inSnapshot(scope, async (tx) => {
    await write(await headerOf(tx, scope.province));
    // A cursor reads everything in one pass over two indexes; asking page by page took a hundred times longer.
    await sql`declare journal no scroll cursor for
      select t.posting_id, p.posted_on, p.reason, t.kind, t.book_id, t.from_station, t.from_holder,
        t.to_station, t.to_holder, t.amount::text as amount
      from funds.transfer t join funds.posting p on p.province = t.province and p.id = t.posting_id
      order by t.posting_id, t.line`.execute(tx);
    let written = 0;
    let last: Line | undefined;
    for (;;) {
      const { rows } = await sql<Line>`fetch ${sql.lit(BATCH)} from journal`.execute(tx);
      await write(
        rows.map((line, at) => textOf(scope.province, line, at === 0 ? last : rows[at - 1])).join(''),
      );
      written += rows.length;
      last = rows.at(-1) ?? last;
      if (rows.length < BATCH) return written;
    }
  });
}

async function headerOf(tx: Tx, province: string): Promise<string> {
  const { rows } = await sql<{ id: string; counterpart_id: string; name: string; fiscal_year: number }>`
    select id, counterpart_id, name, fiscal_year from funds.fund order by fiscal_year, name`.execute(tx);
  const names = rows.flatMap((fund) => [
    `; ${province}:${fund.id} is ${fund.fiscal_year} ${fund.name}\n`,
    `; ${province}:${fund.counterpart_id} is its counterpart\n`,
  ]);
  return [`commodity 1000. VND\n`, ...names].join('');
}

function textOf(province: string, line: Line, before: Line | undefined): string {
  const entry =
    before?.posting_id === line.posting_id
      ? ''
      : `\n${line.posted_on} * (${line.posting_id})${line.reason ? ` ${oneLine(line.reason)}` : ''}\n`;
  const account = (station: string, holder: string) =>
    [province, line.book_id, station, ...(holder === line.book_id ? [] : [holder])].join(':');
  return `${entry}    ${account(line.to_station, line.to_holder)}  ${line.amount} VND  ; ${line.kind}
    ${account(line.from_station, line.from_holder)}  -${line.amount} VND\n`;
}

/** A reason is people's text: it must not end the entry or open a comment. */
function oneLine(text: string): string {
  return text.replace(/[\s;|]+/g, ' ').trim();
}
