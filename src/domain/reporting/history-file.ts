import { foldText, ok, refuse, refuseAll, type Dong, type Refusal, type Result } from '#kernel';
import { readStatedAmount, readYearlyAverage } from './history-amount.ts';
import { readCells, type Cell } from './csv-cells.ts';
import {
  figureKey,
  figureKinds,
  figureSources,
  type FigureKind,
  type FigureSource,
  type Period,
  type StatedFigure,
} from './stated-figure.ts';

const HEADER = ['fiscal_year', 'source', 'kind', 'amount_vnd', 'unit_note', 'basis'] as const;
type ColumnName = (typeof HEADER)[number];

/** Codes of this file; cells of amounts add those of `parseAmount`. */
type HistoryFileRefusal =
  | 'column_is_missing'
  | 'column_is_unknown'
  | 'column_is_repeated'
  | 'file_has_no_rows'
  | 'row_has_other_cells'
  | 'period_is_not_understood'
  | 'period_is_reversed'
  | 'source_is_unknown'
  | 'kind_is_unknown'
  | 'basis_is_missing'
  | 'basis_is_too_long'
  | 'yearly_figure_needs_one_year'
  | 'total_needs_a_period'
  | 'headline_is_for_all_sources'
  | 'figure_is_repeated';

/**
 * Reads a file of stated figures. The columns may stand in any order. A bad file is refused whole: the
 * refusal carries all errors, each with `line`, `column` (from 1) and `name` of the column.
 */
export function readHistoryFile(text: string): Result<StatedFigure[]> {
  const cells = readCells(text);
  if (!cells.ok) return cells;
  const [head, ...rows] = cells.value;
  if (head === undefined) return refuse('import_file_is_empty');
  const header = readHeader(head);
  if (!header.ok) return header;
  if (rows.length === 0) return refuse('file_has_no_rows', at(head[0]!, 'fiscal_year'));

  const errors: Refusal[] = [];
  const read: { figure: StatedFigure; cell: Cell }[] = [];
  const firstLine = new Map<string, number>();
  for (const row of rows) {
    const figure = readRow(row, header.value, errors);
    if (figure === undefined) continue;
    const key = figureKey(figure);
    const cell = row[header.value.indexOf('fiscal_year')]!;
    const earlier = firstLine.get(key);
    if (earlier !== undefined) errors.push(refusal('figure_is_repeated', cell, 'fiscal_year', { earlier }));
    else firstLine.set(key, cell.line);
    read.push({ figure, cell });
  }
  return errors.length > 0 ? refuseAll(errors) : ok(read.map((one) => one.figure));
}

/** The names of the columns in the order of the file. */
function readHeader(head: readonly Cell[]): Result<ColumnName[]> {
  const errors: Refusal[] = [];
  const names = head.map((cell) => foldText(cell.text).replace(/\s+/g, '_'));
  head.forEach((cell, i) => {
    const name = names[i]!;
    if (!HEADER.includes(name as ColumnName))
      errors.push(refusal('column_is_unknown', cell, cell.text, { expected: HEADER.join(', ') }));
    else if (names.indexOf(name) < i) errors.push(refusal('column_is_repeated', cell, name));
  });
  for (const name of HEADER)
    if (!names.includes(name)) errors.push(refusal('column_is_missing', head[0]!, name));
  return errors.length > 0 ? refuseAll(errors) : ok(names as ColumnName[]);
}

function readRow(
  row: readonly Cell[],
  header: readonly ColumnName[],
  errors: Refusal[],
): StatedFigure | undefined {
  if (row.length !== header.length) {
    const place = row[Math.min(row.length, header.length) - 1]!;
    const name = header[place.column - 1]!;
    errors.push(refusal('row_has_other_cells', place, name, { found: row.length, expected: header.length }));
    return undefined;
  }
  const before = errors.length;
  const cellOf = (name: ColumnName) => row[header.indexOf(name)]!;
  const refuseCell = (name: ColumnName, found: Refusal) =>
    errors.push({ ...found, params: { ...found.params, ...at(cellOf(name), name) } });
  const read = <T>(name: ColumnName, result: Result<T>): T | undefined => {
    if (result.ok) return result.value;
    refuseCell(name, result.refusal);
    return undefined;
  };

  const period = read('fiscal_year', readPeriod(cellOf('fiscal_year').text));
  const source = read<FigureSource>(
    'source',
    readChoice(cellOf('source').text, figureSources, 'source_is_unknown'),
  );
  const kind = read<FigureKind>('kind', readChoice(cellOf('kind').text, figureKinds, 'kind_is_unknown'));
  const basis = read('basis', readBasis(cellOf('basis').text));
  const amount = readStatedAmount(cellOf('amount_vnd').text, cellOf('unit_note').text);
  if (!amount.ok)
    refuseCell(amount.refusal.field === 'unit' ? 'unit_note' : 'amount_vnd', bare(amount.refusal));
  const average: Dong | null = basis === undefined ? null : readYearlyAverage(basis);
  if (period !== undefined && kind !== undefined)
    read('fiscal_year', kind === 'yearly_stated' ? oneYear(period) : severalYears(period));
  if (kind !== undefined && source !== undefined && (kind === 'headline_stated') !== (source === 'all'))
    refuseCell('source', { code: 'headline_is_for_all_sources', params: {} });

  if (errors.length > before) return undefined;
  if (!amount.ok || !period || !source || !kind || basis === undefined) return undefined;
  return { period, source, kind, amount: amount.value, yearlyAverage: average, basis };
}

function readPeriod(text: string): Result<Period> {
  const match = /^(\d{4})(?: ?[-–—] ?(\d{4}))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (match === null || [from, to].some((year) => year < 1945 || year > 2100))
    return refuse('period_is_not_understood', { text: text.slice(0, 40) });
  return from > to ? refuse('period_is_reversed', { text }) : ok({ from, to });
}

function readChoice<T extends string>(text: string, choices: readonly T[], code: string): Result<T> {
  const found = choices.find((choice) => choice === text.toLowerCase());
  if (found !== undefined) return ok(found);
  return refuse(code, { text: text.slice(0, 40), expected: choices.join(', ') });
}

function readBasis(text: string): Result<string> {
  if (text === '') return refuse('basis_is_missing');
  return text.length > 500 ? refuse('basis_is_too_long', { length: text.length, max: 500 }) : ok(text);
}

function oneYear(period: Period): Result<void> {
  return period.from === period.to ? ok(undefined) : refuse('yearly_figure_needs_one_year');
}

function severalYears(period: Period): Result<void> {
  return period.from < period.to ? ok(undefined) : refuse('total_needs_a_period');
}

function refusal(code: HistoryFileRefusal, cell: Cell, name: string, more: Refusal['params'] = {}): Refusal {
  return { code, params: { ...more, ...at(cell, name) } };
}

function at(cell: Cell, name: string) {
  return { line: cell.line, column: cell.column, name };
}

function bare(found: Refusal): Refusal {
  return { code: found.code, params: found.params };
}
