import { parseAmount, parseQuantity, parseShare, type FormFields } from '#kernel';

/** The cells of a line of an estimate being written, in the order of its table. */
export const draftCells = [
  'group',
  'label',
  'unit',
  'quantity',
  'unitPrice',
  'vat',
  'support',
  'other',
  'basis',
  'eligible',
] as const;
export type DraftCell = (typeof draftCells)[number];

/** A row of the form as typed. */
export interface DraftRow {
  /** What it is known by since it was first saved; null: typed since. */
  readonly key: string | null;
  readonly cells: Readonly<Record<DraftCell, string>>;
}

export const emptyCells = Object.fromEntries(draftCells.map((name) => [name, ''])) as DraftRow['cells'];

const KEY = /^[a-z0-9]{1,20}$/;

const isBlank = ({ cells }: DraftRow) =>
  draftCells.every((name) => name === 'eligible' || cells[name].trim() === '');

/** Rows with their number in the form, those left blank too; a key that is no key, or somebody else's, is none. */
function numberedRows(fields: FormFields): [number, DraftRow][] {
  const rows = new Map<number, Record<string, string>>();
  for (const [name, value] of Object.entries(fields)) {
    const [, at, cell] = /^lines\.(\d{1,3})\.([a-zA-Z]+)$/.exec(name) ?? [];
    if (at === undefined || !draftCells.includes(cell as DraftCell)) continue;
    rows.set(Number(at), { ...rows.get(Number(at)), [cell!]: value.replaceAll('\r\n', '\n') });
  }
  const seen = new Set<string>();
  return [...rows]
    .toSorted(([a], [b]) => a - b)
    .map(([at, cells]) => {
      const given = fields[`keys.${at}`] ?? '';
      const key = KEY.test(given) && !seen.has(given) ? given : null;
      if (key !== null) seen.add(key);
      return [at, { key, cells: { ...emptyCells, ...cells } }];
    });
}

/** The rows somebody wrote something in. */
export const draftRows = (fields: FormFields): DraftRow[] =>
  numberedRows(fields).flatMap(([, row]) => (isBlank(row) ? [] : [row]));

export function rowFields(rows: readonly DraftRow[]): FormFields {
  return Object.fromEntries(
    rows.flatMap(({ key, cells }, i) => [
      ...draftCells.map((name) => [`lines.${i}.${name}`, cells[name]]),
      ...(key === null ? [] : [[`keys.${i}`, key]]),
    ]),
  ) as FormFields;
}

/** The fields with a key for each row that has none yet. `of`: what no other saving of the estimate has, "r3". */
export function withKeys(fields: FormFields, of: string): FormFields {
  const others = Object.entries(fields).filter(([name]) => !name.startsWith('keys.'));
  const keys = numberedRows(fields).flatMap(([at, row]) =>
    isBlank(row) ? [] : [[`keys.${at}`, row.key ?? `${of}x${at}`]],
  );
  return Object.fromEntries([...others, ...keys]) as FormFields;
}

/** Whether two texts of a cell say the same: "400.000" is 400000, "8%" is 8, an empty amount is none. */
export function saysSame(name: DraftCell, one: string, other: string): boolean {
  return plain(name, one) === plain(name, other);
}

function plain(name: DraftCell, typed: string): string {
  const text = typed.trim().normalize('NFC');
  if (name === 'unitPrice' || name === 'support' || name === 'other') {
    const amount = parseAmount(text === '' ? '0' : text);
    return amount.ok ? String(amount.value) : text;
  }
  if (name === 'vat') {
    const share = parseShare(text === '' ? '0' : text);
    return share.ok ? String(share.value) : text;
  }
  if (name === 'quantity') {
    const quantity = parseQuantity(text);
    return quantity.ok ? String(quantity.value) : text;
  }
  return text;
}
