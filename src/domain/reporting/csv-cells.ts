import { ok, refuse, type Result } from '#kernel';

/** One cell of a text table and where it stands: line of the file, column of the table, both from 1. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

export type CsvRefusal = 'quote_is_not_closed' | 'text_follows_a_quote';

/**
 * The rows of a CSV text (RFC 4180: quoted cells may hold separators and line breaks). The separator is the
 * sign the first line uses: comma, semicolon (what a Vietnamese Excel writes) or tab. Blank lines are left out.
 * Refusals carry `line` and `column`.
 */
export function readCells(text: string): Result<Cell[][], CsvRefusal> {
  const separator = separatorOf(text);
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let line = 1;
  let at = 0;
  for (;;) {
    const start = { line, column: row.length + 1 };
    let cell = '';
    if (text[at] === '"') {
      const read = readQuoted(text, at);
      if (read === undefined) return refuse('quote_is_not_closed', start);
      cell = read.text;
      line += cell.split('\n').length - 1;
      at = read.next;
      if (!ends(text[at], separator)) return refuse('text_follows_a_quote', { line, column: start.column });
    } else {
      const from = at;
      while (!ends(text[at], separator)) at++;
      cell = text.slice(from, at);
    }
    row.push({ text: cell.trim(), ...start });
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (row.some((one) => one.text !== '')) rows.push(row);
    row = [];
    if (at >= text.length) return ok(rows);
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
    line++;
  }
}

function separatorOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)![0].replace(/"[^"]*"/g, '');
  const count = (sign: string) => first.split(sign).length;
  return ['\t', ';', ','].toSorted((a, b) => count(b) - count(a))[0]!;
}

function ends(sign: string | undefined, separator: string): boolean {
  return sign === undefined || sign === separator || sign === '\n' || sign === '\r';
}

/** The text inside the quotes that open at `from`, doubled quotes undone, and the place behind them. */
function readQuoted(text: string, from: number): { text: string; next: number } | undefined {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    if (text[quote + 1] !== '"')
      return { text: text.slice(from + 1, quote).replaceAll('""', '"'), next: quote + 1 };
    at = quote + 2;
  }
}
