import {
  dong,
  formatDong,
  parseAmount,
  parseQuantity,
  parseShare,
  priceOf,
  type FormFields,
  type Rate,
} from '#kernel';

/** Columns that are typed, in the order in which they are pasted. */
export const textColumns = [
  'group',
  'label',
  'unit',
  'quantity',
  'unitPrice',
  'vat',
  'support',
  'other',
  'basis',
] as const;
type Column = (typeof textColumns)[number];
export type Row = Record<Column, string> & {
  key: number;
  eligible: boolean;
  /** What it is known by since it was first saved; empty: not saved yet. */
  saved: string;
};

let keys = 0;
export const emptyRow = (): Row => ({
  ...{
    group: '',
    label: '',
    unit: '',
    quantity: '',
    unitPrice: '',
    vat: '',
    support: '',
    other: '',
    basis: '',
  },
  eligible: false,
  saved: '',
  key: ++keys,
});

/** The rows of a form's fields, with two more to write in. */
export function rowsOf(fields: FormFields): Row[] {
  const rows: Row[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const [, known] = /^keys\.(\d{1,3})$/.exec(name) ?? [];
    if (known !== undefined) (rows[Number(known)] ??= emptyRow()).saved = value;
    const [, index, column] = /^lines\.(\d{1,3})\.(\w+)$/.exec(name) ?? [];
    if (index === undefined) continue;
    const row = (rows[Number(index)] ??= emptyRow());
    if (column === 'eligible') row.eligible = value === 'on';
    else if (textColumns.includes(column as Column)) row[column as Column] = written(column!, value);
  }
  return [...Array.from(rows, (row) => row ?? emptyRow()), emptyRow(), emptyRow()];
}

/** Whole amounts with their digits grouped; nothing for nothing. */
function written(column: string, value: string): string {
  if (column === 'vat') return value.replace(/^0%?$/, '').replace(/%$/, '');
  if (!['unitPrice', 'support', 'other'].includes(column) || !/^\d{1,18}$/.test(value)) return value;
  return BigInt(value) === 0n ? '' : formatDong(dong(value), 'vi');
}

/** Tab-separated text over the rows from a cell on; rows that are not there are made. */
export function pastedInto(rows: readonly Row[], from: number, column: Column, text: string): Row[] {
  const pasted = text.replace(/\r/g, '').replace(/\n$/, '').split('\n').slice(0, 200);
  const next = rows.map((row) => ({ ...row }));
  const first = textColumns.indexOf(column);
  for (const [r, line] of pasted.entries()) {
    const row = (next[from + r] ??= emptyRow());
    for (const [c, value] of line.split('\t').entries()) {
      const name = textColumns[first + c];
      if (name !== undefined) row[name] = value.trim();
    }
  }
  return next;
}

/** What a row comes to; null while it cannot be read. */
export function amountAt(row: Row): { amount: bigint; support: bigint } | null {
  const quantity = parseQuantity(row.quantity);
  const price = parseAmount(row.unitPrice);
  const vat = row.vat.trim() === '' ? { ok: true as const, value: 0n as Rate } : parseShare(row.vat);
  const support = row.support.trim() === '' ? { ok: true as const, value: 0n } : parseAmount(row.support);
  if (!quantity.ok || !price.ok || !vat.ok) return null;
  try {
    return {
      amount: priceOf(quantity.value, price.value, vat.value),
      support: support.ok ? support.value : 0n,
    };
  } catch {
    return null; // beyond any amount
  }
}
