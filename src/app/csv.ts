/** Begins a file: the mark by which a spreadsheet knows UTF-8. */
export const CSV_MARK = '\uFEFF';

/**
 * One line, with semicolons, as a Vietnamese Excel opens it. A text that begins like a formula is told to be text: a
 * spreadsheet must not run what people typed.
 */
export function csvLine(cells: readonly string[]): string {
  const safe = cells.map((cell) => {
    const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${safe.join(';')}\r\n`;
}
